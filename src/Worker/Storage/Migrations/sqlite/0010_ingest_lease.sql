-- Which of several processes changes the ledger; one row. Only its owner, in its epoch, may; the others follow.
CREATE TABLE ingest_lease (
    name       TEXT PRIMARY KEY,             -- ledger
    owner      TEXT NOT NULL,                -- a worker's id
    machine    TEXT NOT NULL,
    process_id BIGINT NOT NULL,
    epoch      BIGINT NOT NULL,              -- one more with each owner
    taken_at   BIGINT NOT NULL,              -- by the database's clock
    expires_at BIGINT NOT NULL,              -- by the database's clock; others may take it from then on
    asked      BIGINT NOT NULL DEFAULT 0     -- how often one that follows saw posts that the owner had not taken up
);
