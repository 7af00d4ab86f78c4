-- What WebSub subscribers and hubs were last told of: each feed's file and the hash of its bytes.
CREATE TABLE hub_topics (
    path TEXT PRIMARY KEY,               -- tags/heart.atom
    hash TEXT NOT NULL
);

-- Outside hubs that are still to be told of a feed.
CREATE TABLE hub_notices (
    hub      TEXT NOT NULL,
    path     TEXT NOT NULL,
    revision BIGINT NOT NULL,            -- moves when the feed changes again while it is told
    attempts BIGINT NOT NULL,            -- failures in a row, of the hub as a whole
    due_at   BIGINT NOT NULL,            -- not before; a claimed notice is due again if its worker dies
    PRIMARY KEY (hub, path)
);

-- What was asked of the built-in hub and is not verified yet; a newer wish of the same subscriber replaces an older one.
CREATE TABLE hub_requests (
    id               TEXT PRIMARY KEY,
    subscription_key TEXT NOT NULL UNIQUE, -- hash of feed and callback
    mode             TEXT NOT NULL,      -- Subscribe, Unsubscribe, Denied
    path             TEXT NOT NULL,
    topic            TEXT NOT NULL,      -- as the subscriber wrote it
    callback         TEXT NOT NULL,
    host             TEXT NOT NULL,
    secret           TEXT,               -- encrypted
    lease_seconds    BIGINT NOT NULL,
    attempts         BIGINT NOT NULL,
    due_at           BIGINT NOT NULL
);
CREATE INDEX hub_requests_due ON hub_requests (due_at);
CREATE INDEX hub_requests_host ON hub_requests (host);

CREATE TABLE hub_subscriptions (
    id               TEXT PRIMARY KEY,
    subscription_key TEXT NOT NULL UNIQUE,
    path             TEXT NOT NULL,
    topic            TEXT NOT NULL,
    callback         TEXT NOT NULL,
    host             TEXT NOT NULL,
    secret           TEXT,               -- encrypted
    expires_at       BIGINT NOT NULL,
    revision         BIGINT NOT NULL,    -- moves when the feed changes again while it is delivered
    attempts         BIGINT NOT NULL,    -- failures in a row
    due_at           BIGINT              -- when the feed is to be delivered; null: the subscriber has it
);
CREATE INDEX hub_subscriptions_path ON hub_subscriptions (path);
CREATE INDEX hub_subscriptions_host ON hub_subscriptions (host);
CREATE INDEX hub_subscriptions_expiry ON hub_subscriptions (expires_at);
CREATE INDEX hub_subscriptions_due ON hub_subscriptions (due_at) WHERE due_at IS NOT NULL;
