-- What waits until ops say so. One row for each thing and reason; it goes when the hold does.
CREATE TABLE holds (
    scope       TEXT NOT NULL,           -- content; newsletter/NAME
    kind        TEXT NOT NULL,           -- FolderMissing, FolderUnreadable, FolderEmpty, MassRemoval, Clock, MassArrival, ChangedWhere, OlderDatabase
    reason      TEXT NOT NULL,           -- a sentence or two for people
    affected    BIGINT NOT NULL,         -- how many posts
    total       BIGINT NOT NULL,         -- of how many
    posts       TEXT NOT NULL,           -- JSON list of the identities that would leave; empty for other kinds
    held_at     BIGINT NOT NULL,
    accepted_at BIGINT,                  -- ops have said that it is right; the next pass acts on it
    PRIMARY KEY (scope, kind)
);

-- Single values: database, beats, seen, where/NEWSLETTER, released/NEWSLETTER.
CREATE TABLE service_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- What a post's row was before it changed; with the row itself this is the post's history.
CREATE TABLE post_history (
    post_id      TEXT NOT NULL,
    revision     BIGINT NOT NULL,        -- of the ledger, after the change
    until        BIGINT NOT NULL,        -- when the change was seen
    file         TEXT NOT NULL,
    url          TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    removed_at   BIGINT,                 -- it had been removed, and the change brought it back
    PRIMARY KEY (post_id, revision)
);

-- Another name for the post, which its front matter states.
ALTER TABLE posts ADD COLUMN stated_id TEXT;
