-- An import remembers in its report what later rows need to know of earlier ones, so that it holds nothing in memory:
-- which emails it has had, whose manager is still to be linked, and (a plan) which usernames it would give out.
ALTER TABLE user_import_rows ADD COLUMN manager_email TEXT, ADD COLUMN username TEXT;
CREATE INDEX user_import_rows_by_email ON user_import_rows (tenant_id, email);
CREATE INDEX user_import_rows_by_username ON user_import_rows (tenant_id, username) WHERE username IS NOT NULL;
CREATE INDEX user_import_rows_by_manager ON user_import_rows (tenant_id, manager_email) WHERE manager_email IS NOT NULL;
CREATE INDEX user_imports_by_time ON user_imports (tenant_id, created_at, id);

-- The order of people in lists.
CREATE INDEX users_by_last_name ON users (tenant_id, last_name, id);
