-- What all refresh tokens of a session have in common, hashed: an old one shows by it that it was once given out, and is
-- told from one that was made up by somebody who knows the session's id. Absent in sessions that were opened before, until
-- they are refreshed.
ALTER TABLE sessions ADD COLUMN lineage_hash BYTEA;
