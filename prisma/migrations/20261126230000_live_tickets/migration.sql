-- CreateTable
CREATE TABLE "live_tickets" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "ticket_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_tickets_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "live_tickets_tenant_id_session_id_idx" ON "live_tickets"("tenant_id", "session_id");

-- AddForeignKey
ALTER TABLE "live_tickets" ADD CONSTRAINT "live_tickets_tenant_id_session_id_fkey" FOREIGN KEY ("tenant_id", "session_id") REFERENCES "sessions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Tenancy: see the migration of that name.
ALTER TABLE live_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON live_tickets TO joinery_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY across_tenants ON live_tickets TO joinery_system USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, DELETE ON live_tickets TO joinery_app;
