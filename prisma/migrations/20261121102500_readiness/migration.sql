-- A process that runs ahead of its database is not ready: the readiness check compares the list of migrations.
GRANT SELECT ON _prisma_migrations TO joinery_system;

-- Old tree heads are thinned by the hour they were signed in.
CREATE INDEX audit_heads_by_time ON audit_heads (signed_at);
