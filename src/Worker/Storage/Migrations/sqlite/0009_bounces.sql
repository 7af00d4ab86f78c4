-- What came back, once a delivery and kind. Neither an address nor a word of the report is kept.
CREATE TABLE bounces (
    delivery_id   TEXT NOT NULL,             -- may outlive the delivery's row
    kind          TEXT NOT NULL,             -- Unreachable, Temporary, Ours, Complaint
    subscriber_id TEXT NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
    edition_id    TEXT,
    status        TEXT NOT NULL,             -- RFC 3463, such as 5.1.1; empty for none
    reported_at   BIGINT NOT NULL,
    PRIMARY KEY (delivery_id, kind)
);
CREATE INDEX bounces_subscriber ON bounces (subscriber_id, kind, reported_at);
CREATE INDEX bounces_edition ON bounces (edition_id, kind);
CREATE INDEX bounces_reported ON bounces (reported_at);

-- Addresses that failed on too many days: no digest until the probe, and then that one alone until it is known to have arrived.
CREATE TABLE suspensions (
    subscriber_id  TEXT PRIMARY KEY REFERENCES subscribers (id) ON DELETE CASCADE,
    suspended_at   BIGINT NOT NULL,
    probe_at       BIGINT NOT NULL,
    probe_delivery TEXT
);

-- Editions whose rate of bounces or complaints was too high, told once.
CREATE TABLE edition_alarms (
    edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,                -- Bounces, Complaints
    count      BIGINT NOT NULL,
    sent       BIGINT NOT NULL,
    raised_at  BIGINT NOT NULL,
    PRIMARY KEY (edition_id, kind)
);
