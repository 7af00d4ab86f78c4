-- Why an edition is paused: Ops, SenderRefused, Bounces, Complaints; in words; since when.
ALTER TABLE editions ADD COLUMN pause_reason TEXT;
ALTER TABLE editions ADD COLUMN pause_note TEXT;
ALTER TABLE editions ADD COLUMN paused_at BIGINT;
CREATE INDEX editions_open ON editions (created_at) WHERE finished_at IS NULL;

-- Claiming goes edition by edition, so that one which is paused costs nothing however many wait in it.
DROP INDEX deliveries_claim;
DROP INDEX deliveries_open;
CREATE INDEX deliveries_waiting ON deliveries (edition_id, state, due_at) WHERE finished_at IS NULL;
