-- How often each kind of reader asks for each feed, by day: programs, never people or their addresses.
CREATE TABLE feed_readings (
    feed         TEXT NOT NULL,          -- the file, such as tags/heart.rss
    reader       TEXT NOT NULL,          -- product name
    day          BIGINT NOT NULL,        -- its midnight, UTC
    requests     BIGINT NOT NULL,
    not_modified BIGINT NOT NULL,
    early        BIGINT NOT NULL,        -- sooner than the last answer allowed
    bytes_sent   BIGINT NOT NULL,
    bytes_plain  BIGINT NOT NULL,        -- without conditions, deltas and compression
    subscribers  BIGINT NOT NULL,        -- as last reported; 0: not
    PRIMARY KEY (feed, reader, day)
);
CREATE INDEX feed_readings_day ON feed_readings (day, reader);
