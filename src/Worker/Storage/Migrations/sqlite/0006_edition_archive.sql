-- The public archive: editions that were sent, and what of them everybody may see. It rests on no delivery's row, which retention deletes.
CREATE TABLE archived_editions (
    edition_id TEXT PRIMARY KEY REFERENCES editions (id) ON DELETE CASCADE,
    newsletter TEXT NOT NULL,
    number     BIGINT,                   -- in its public address, given once; null: nothing for everybody was sent
    posts      TEXT NOT NULL,            -- JSON list of {id, hash}: what a reader of every tag got, whatever the variants
    sent_at    BIGINT NOT NULL,          -- when it first was done
    judged_at  BIGINT NOT NULL,          -- the editions.finished_at that this rests on: a later zone opens an edition again
    UNIQUE (newsletter, number)
);
