-- CreateTable
CREATE TABLE "approval_errands" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "worker_id" BIGINT,
    "leased_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_errands_pkey" PRIMARY KEY ("tenant_id","id")
);

-- AddForeignKey
ALTER TABLE "approval_errands" ADD CONSTRAINT "approval_errands_tenant_id_connection_id_fkey" FOREIGN KEY ("tenant_id", "connection_id") REFERENCES "connections"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What is still to be done: no more than a few rows at any time.
CREATE INDEX approval_errands_due ON approval_errands (due_at) WHERE finished_at IS NULL;

ALTER TABLE approval_errands ADD CONSTRAINT approval_errands_kind CHECK (kind IN ('press', 'close'));
ALTER TABLE approval_errands ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval_errands FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON approval_errands TO joinery_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY across_tenants ON approval_errands TO joinery_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_errands TO joinery_app;
GRANT SELECT, UPDATE ON approval_errands TO joinery_system;
