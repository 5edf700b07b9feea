-- The timeline of a person or a group: records that have it as their target, and those of a membership, an app mapping
-- or an identity that it is an end of. Under row-level security an index over an expression of `detail` would not be
-- used, as its operators are not leakproof; a column is. Erased with `detail`.
ALTER TABLE audit_records ADD COLUMN subject_id TEXT GENERATED ALWAYS AS (
  coalesce(detail #>> '{new,userId}', detail #>> '{old,userId}', detail #>> '{new,groupId}', detail #>> '{old,groupId}')
) STORED;
CREATE INDEX audit_records_by_target ON audit_records (tenant_id, target_id, at, id);
CREATE INDEX audit_records_by_subject ON audit_records (tenant_id, subject_id, at, id) WHERE subject_id IS NOT NULL;

-- People by the beginning of their address or of a name, for the same reason over columns and with the operators of
-- text_pattern_ops. The index over lower(email) was never used.
DROP INDEX users_search;
ALTER TABLE users
  ADD COLUMN first_name_lower TEXT GENERATED ALWAYS AS (lower(first_name)) STORED,
  ADD COLUMN last_name_lower TEXT GENERATED ALWAYS AS (lower(last_name)) STORED;
CREATE INDEX users_by_email_prefix ON users (tenant_id, email text_pattern_ops);
CREATE INDEX users_by_first_name_prefix ON users (tenant_id, first_name_lower text_pattern_ops);
CREATE INDEX users_by_last_name_prefix ON users (tenant_id, last_name_lower text_pattern_ops);
