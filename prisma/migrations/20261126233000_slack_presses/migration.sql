-- CreateTable
CREATE TABLE "slack_presses" (
    "tenant_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "signature" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slack_presses_pkey" PRIMARY KEY ("tenant_id","connection_id","signature")
);

-- CreateIndex
CREATE INDEX "slack_presses_tenant_id_at_idx" ON "slack_presses"("tenant_id", "at");

-- AddForeignKey
ALTER TABLE "slack_presses" ADD CONSTRAINT "slack_presses_tenant_id_connection_id_fkey" FOREIGN KEY ("tenant_id", "connection_id") REFERENCES "connections"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE slack_presses ENABLE ROW LEVEL SECURITY;
ALTER TABLE slack_presses FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON slack_presses TO joinery_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY across_tenants ON slack_presses TO joinery_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON slack_presses TO joinery_app;
