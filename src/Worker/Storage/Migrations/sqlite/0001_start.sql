-- Times are UTC Unix milliseconds. Ids are random and never reused. Booleans are 0 and 1.

CREATE TABLE subscribers (
    id           TEXT PRIMARY KEY,
    address      TEXT NOT NULL,          -- as the person wrote it, the domain as A-label
    address_key  TEXT NOT NULL UNIQUE,   -- one person's spellings folded to one
    language     TEXT,                   -- BCP 47; null: the newsletter's first
    text_only    BIGINT NOT NULL DEFAULT 0,
    created_at   BIGINT NOT NULL
);

CREATE TABLE subscriptions (
    id                TEXT PRIMARY KEY,
    subscriber_id     TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    newsletter        TEXT NOT NULL,
    state             TEXT NOT NULL,     -- Pending, Confirmed, Paused, Unsubscribed
    schedule          TEXT NOT NULL,
    tags              TEXT,              -- JSON list of slugs; null: every post of the newsletter
    time_zone         TEXT,              -- IANA name; null: the schedule's
    announced_through BIGINT NOT NULL DEFAULT 0,
    consent_text      TEXT NOT NULL,     -- the wording that was agreed to
    consent_at        BIGINT NOT NULL,
    confirmed_at      BIGINT,
    paused_until      BIGINT,
    unsubscribed_at   BIGINT,            -- kept while a new sign-up waits: it goes back to Unsubscribed when nobody confirms
    UNIQUE (subscriber_id, newsletter)
);
CREATE INDEX subscriptions_planning ON subscriptions (newsletter, schedule, state, id);
CREATE INDEX subscriptions_unconfirmed ON subscriptions (state, consent_at);

CREATE TABLE suppressions (
    address_hash TEXT PRIMARY KEY,       -- keyed hash, so that an erased address is kept from no one's eyes but still never mailed
    reason       TEXT NOT NULL,          -- Bounce, Complaint, Erasure, Ops
    created_at   BIGINT NOT NULL
);

-- Keys of ASP.NET Core data protection, shared by all workers; they rotate.
CREATE TABLE protection_keys (
    name       TEXT PRIMARY KEY,
    xml        TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Keys that never change, since what they sign is kept for ever: unsubscribe tokens, address hashes.
CREATE TABLE secrets (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,            -- base64
    created_at BIGINT NOT NULL
);

-- The identity ledger: every post that ever was public, one row each, tombstones included.
CREATE TABLE posts (
    id           TEXT PRIMARY KEY,       -- the identity, a URI
    file         TEXT NOT NULL,
    url          TEXT NOT NULL,
    body_hash    TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    published    BIGINT NOT NULL,
    updated      BIGINT NOT NULL,        -- when its content last moved
    arrival      BIGINT NOT NULL UNIQUE,
    feeds        TEXT NOT NULL,          -- JSON list of the feeds that it ever was in
    first_seen   BIGINT NOT NULL,
    removed_at   BIGINT                  -- tombstone
);

-- Feeds that ever were: they stay, though empty.
CREATE TABLE feeds (
    path    TEXT PRIMARY KEY,            -- all, tags/heart, types/disease
    label   TEXT NOT NULL,               -- what its posts have in common; empty for the feed of everything
    changed BIGINT NOT NULL
);

-- The slugs that tags were given stay theirs.
CREATE TABLE tag_slugs (
    tag  TEXT PRIMARY KEY,               -- the folded label
    slug TEXT NOT NULL
);

-- Locked rows that hand out numbers, so that none commits late.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE arrivals (
    newsletter TEXT NOT NULL,
    post_id    TEXT NOT NULL,
    arrival    BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    PRIMARY KEY (newsletter, post_id),
    UNIQUE (newsletter, arrival)
);

CREATE TABLE editions (
    id          TEXT PRIMARY KEY,
    newsletter  TEXT NOT NULL,
    schedule    TEXT NOT NULL,
    occurrence  TEXT NOT NULL,           -- local wall time of the firing, 2026-11-22T08:00:00; latest/… for a chosen mailing
    state       TEXT NOT NULL,           -- Planning, Sending, Done, Paused, Cancelled
    through     BIGINT NOT NULL,         -- arrivals up to here
    created_at  BIGINT NOT NULL,
    finished_at BIGINT,
    UNIQUE (newsletter, schedule, occurrence)
);

-- The zones in which a schedule is in use, and its last firing that was planned there.
CREATE TABLE schedule_zones (
    newsletter      TEXT NOT NULL,
    schedule        TEXT NOT NULL,
    time_zone       TEXT NOT NULL,       -- IANA name
    planned_through BIGINT NOT NULL,     -- instant of the last planned firing; at first the zone's first sight
    PRIMARY KEY (newsletter, schedule, time_zone)
);

-- An edition is planned zone by zone, each at its own instant, in portions.
CREATE TABLE edition_zones (
    edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    time_zone  TEXT NOT NULL,            -- IANA name; * for all at once
    fires_at   BIGINT NOT NULL,
    cursor     TEXT NOT NULL DEFAULT '', -- last subscription id planned
    planned_at BIGINT,                   -- null while portions are missing
    PRIMARY KEY (edition_id, time_zone)
);

CREATE TABLE variants (
    edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,            -- hash of posts' content hashes, language and form
    language   TEXT NOT NULL,
    text_only  BIGINT NOT NULL,
    posts      TEXT NOT NULL,            -- JSON list of {id, hash}
    subject    TEXT,                     -- rendered on first need
    html       BLOB,
    text       BLOB,
    PRIMARY KEY (edition_id, key)
);

-- One row, one message. kind Digest has an edition; Confirmation has none.
CREATE TABLE deliveries (
    id              TEXT PRIMARY KEY,
    kind            TEXT NOT NULL,
    edition_id      TEXT REFERENCES editions (id) ON DELETE CASCADE,
    subscription_id TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    variant_key     TEXT,
    ranges          TEXT NOT NULL DEFAULT '', -- arrivals it announces, from-through, the first exclusive
    superseded_by   TEXT,                -- the delivery that took its posts over
    state           TEXT NOT NULL,       -- Queued, Leased, Sending, Sent, Deferred, Bounced, Suppressed, Unknown, Cancelled
    attempts        BIGINT NOT NULL DEFAULT 0,
    unknowns        BIGINT NOT NULL DEFAULT 0, -- how often the line was lost after the handing over
    due_at          BIGINT NOT NULL,     -- not before
    lease_owner     TEXT,
    lease_epoch     BIGINT NOT NULL DEFAULT 0,
    message_id      TEXT,
    reply           TEXT,                -- the server's last words
    created_at      BIGINT NOT NULL,
    finished_at     BIGINT,
    UNIQUE (edition_id, subscription_id)
);
CREATE INDEX deliveries_claim ON deliveries (state, kind, due_at);
CREATE INDEX deliveries_subscription ON deliveries (subscription_id);
CREATE INDEX deliveries_leases ON deliveries (lease_owner) WHERE lease_owner IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (edition_id) WHERE finished_at IS NULL;
CREATE INDEX deliveries_unaccepted ON deliveries (subscription_id) WHERE superseded_by IS NULL AND state NOT IN ('Sending', 'Sent', 'Unknown');

-- What a reader was sent: the variant names its posts with their hashes. Outlives the delivery's row.
CREATE TABLE receipts (
    subscription_id TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    edition_id      TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    variant_key     TEXT NOT NULL,
    state           TEXT NOT NULL,       -- Sent or Unknown
    sent_at         BIGINT NOT NULL,
    PRIMARY KEY (subscription_id, edition_id)
);

-- Processes that send; a lease whose owner's heartbeat has expired is taken back.
CREATE TABLE workers (
    id              TEXT PRIMARY KEY,
    machine         TEXT NOT NULL,
    process_id      BIGINT NOT NULL,
    process_started BIGINT NOT NULL,
    heartbeat       BIGINT NOT NULL      -- by the database's clock
);
