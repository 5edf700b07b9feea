-- Tenancy, enforced by the database. Two roles that own nothing:
--   joinery_app     one tenant at a time: sees the rows of `app.tenant_id`, which each transaction sets first,
--   joinery_system  the few jobs that look across tenants, and its grants are the list of what it may do.
-- Roles belong to the cluster, so a second database finds them there.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'joinery_app') THEN CREATE ROLE joinery_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'joinery_system') THEN CREATE ROLE joinery_system NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster is migrating too
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT joinery_app, joinery_system TO %I', current_user);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO joinery_app, joinery_system', current_schema());
END $$;

-- A transaction-local setting reverts to '' on a pooled connection, hence NULLIF. STABLE, so that it is read once a statement.
CREATE FUNCTION current_tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.tenant_id', true), '')::uuid;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'users', 'groups', 'memberships', 'applications', 'app_mappings', 'sessions', 'api_tokens', 'mfa_methods',
    'idempotency_keys', 'data_keys', 'secrets', 'events', 'integrations', 'deliveries', 'attempts',
    'audit_records', 'audit_heads', 'user_imports', 'user_import_rows'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I TO joinery_app USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()))',
      tenant_table);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO joinery_system USING (true) WITH CHECK (true)', tenant_table);
  END LOOP;
END $$;

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenants TO joinery_app
  USING (id = (SELECT current_tenant_id())) WITH CHECK (id = (SELECT current_tenant_id()));
CREATE POLICY across_tenants ON tenants TO joinery_system USING (true) WITH CHECK (true);

-- What one tenant's transaction may do. Events and audit records are written once and never changed by it.
GRANT SELECT, INSERT, UPDATE ON tenants TO joinery_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  users, groups, memberships, applications, app_mappings, sessions, api_tokens, mfa_methods, idempotency_keys,
  data_keys, secrets, integrations, deliveries, attempts, user_imports, user_import_rows TO joinery_app;
GRANT SELECT, INSERT ON events, audit_records TO joinery_app;
GRANT SELECT ON audit_heads TO joinery_app;

-- What looks across tenants: dispatch and delivery, expiry, sealing, key rotation, retention.
GRANT SELECT ON tenants TO joinery_system;
GRANT SELECT, UPDATE (dispatched_at, xid), DELETE ON events TO joinery_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON deliveries, attempts TO joinery_system;
GRANT SELECT, UPDATE, DELETE ON integrations TO joinery_system;
GRANT SELECT ON memberships, users TO joinery_system;
GRANT SELECT, UPDATE (sequence, leaf_hash), DELETE ON audit_records TO joinery_system;
GRANT SELECT, INSERT, DELETE ON audit_heads TO joinery_system;
GRANT SELECT, UPDATE, DELETE ON data_keys, secrets TO joinery_system;
GRANT SELECT, DELETE ON sessions, api_tokens, idempotency_keys, user_imports, user_import_rows TO joinery_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON signing_keys, rate_limits, workers TO joinery_system;
GRANT USAGE, SELECT ON SEQUENCE workers_id_seq TO joinery_system;

-- Deleting a manager leaves the reports without one. tenant_id must stay, which only the column list can say.
ALTER TABLE users DROP CONSTRAINT users_tenant_id_manager_id_fkey;
ALTER TABLE users ADD CONSTRAINT users_tenant_id_manager_id_fkey
  FOREIGN KEY (tenant_id, manager_id) REFERENCES users (tenant_id, id) ON DELETE SET NULL (manager_id);
ALTER TABLE users ADD CONSTRAINT users_not_own_manager CHECK (manager_id <> id);
ALTER TABLE users ADD CONSTRAINT users_email_lower_case CHECK (email = lower(email));
ALTER TABLE app_mappings ADD CONSTRAINT app_mappings_one_subject CHECK (num_nonnulls(user_id, group_id) = 1);

-- What waits, and only that.
CREATE INDEX events_undispatched ON events (tenant_id, id) WHERE dispatched_at IS NULL;
CREATE INDEX events_by_time ON events (tenant_id, fired_at);
CREATE INDEX deliveries_running ON deliveries (worker_id) WHERE status = 'RUNNING';
CREATE INDEX deliveries_failed ON deliveries (tenant_id, integration_id, created_at) WHERE status = 'FAILED';
CREATE INDEX memberships_expiring ON memberships (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX audit_records_unsealed ON audit_records (tenant_id, id) WHERE sequence IS NULL;
CREATE INDEX audit_records_by_time ON audit_records (tenant_id, at, id);
CREATE INDEX secrets_by_owner ON secrets (tenant_id, owner_id);

-- Searches of the directory by any part of a name or an address.
CREATE INDEX users_search ON users (tenant_id, lower(email) text_pattern_ops);

-- Hot tables: let autovacuum come early.
ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE deliveries SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

-- Requests and responses up to a page stay in their row uncompressed: compressing them would cost more than the space.
ALTER TABLE attempts SET (toast_tuple_target = 8160);
