-- Feeds that are no more: 301 to another, or 410.
ALTER TABLE feeds ADD COLUMN retired_at BIGINT;
ALTER TABLE feeds ADD COLUMN moved_to TEXT;                -- path of the feed that took its place; null: gone

-- The numbers under which a post entered feeds that were there before it: JSON by path; null for nearly all.
ALTER TABLE posts ADD COLUMN joined TEXT;
