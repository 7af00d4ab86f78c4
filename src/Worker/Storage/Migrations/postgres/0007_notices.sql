-- What posts say of their own faults: a correction or a retraction, once for each newsletter that knows the post.
CREATE TABLE notices (
    id           TEXT PRIMARY KEY,
    newsletter   TEXT NOT NULL,
    number       BIGINT NOT NULL,        -- the newsletter's next at that time; never changed
    post_id      TEXT NOT NULL,
    fingerprint  TEXT NOT NULL,          -- tells a post's corrections apart; variants name those that they hold
    kind         TEXT NOT NULL,          -- Correction, Retraction
    text         TEXT NOT NULL,
    corrected_at BIGINT NOT NULL,        -- as the post says, else when its content moved
    urgent       BIGINT NOT NULL,
    state        TEXT NOT NULL,          -- Open, Withdrawn: the post does not say so any more, Told: nobody is to be told
    noticed_at   BIGINT NOT NULL,
    collected_at BIGINT,                 -- receipts up to here have been looked at
    UNIQUE (newsletter, post_id, fingerprint),
    UNIQUE (newsletter, number)
);
CREATE INDEX notices_collecting ON notices (newsletter, state, noticed_at);

-- Who was sent the faulty version, and the delivery that tells it.
CREATE TABLE notice_readers (
    subscription_id TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    notice_id       TEXT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    received_at     BIGINT NOT NULL,     -- of the receipt
    delivery_id     TEXT,                -- null: not told; one that is no more, or none: counts as told
    PRIMARY KEY (subscription_id, notice_id)
);
CREATE INDEX notice_readers_untold ON notice_readers (notice_id) WHERE delivery_id IS NULL;
CREATE INDEX notice_readers_delivery ON notice_readers (delivery_id) WHERE delivery_id IS NOT NULL;

-- An edition's receipts by time: whom a faulty version reached since the last look.
CREATE INDEX receipts_sent ON receipts (edition_id, sent_at, subscription_id);

-- Corrections and retractions that a variant tells, as JSON.
ALTER TABLE variants ADD COLUMN notices TEXT NOT NULL DEFAULT '[]';

-- A share tells notices up to here.
ALTER TABLE edition_zones ADD COLUMN notices_through BIGINT NOT NULL DEFAULT 0;

-- With Digests:RequireLivePage a post waits until its page answers; it gets its newsletters' next numbers then.
ALTER TABLE arrivals ADD COLUMN waits BIGINT NOT NULL DEFAULT 0;

-- When a waiting post's page is asked for next: whoever moves the time asks.
CREATE TABLE page_checks (
    post_id    TEXT PRIMARY KEY,
    since      BIGINT NOT NULL,
    next_at    BIGINT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    answer     TEXT NOT NULL DEFAULT '', -- of the last attempt: a status or a failure, without an address
    live_at    BIGINT                    -- never asked for again
);
CREATE INDEX page_checks_due ON page_checks (next_at) WHERE live_at IS NULL;
