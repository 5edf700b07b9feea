-- CreateEnum
CREATE TYPE "chain_purpose" AS ENUM ('PROVISION', 'DEPROVISION', 'OTHER');

-- CreateEnum
CREATE TYPE "action_flow_status" AS ENUM ('PENDING', 'RUNNING', 'WAITING', 'SUCCESS', 'FAILED', 'CANCELLED', 'COMPENSATED');

-- CreateEnum
CREATE TYPE "flow_trigger" AS ENUM ('API', 'INTEGRATION', 'CHAIN');

-- CreateEnum
CREATE TYPE "flow_step_status" AS ENUM ('PENDING', 'RUNNING', 'WAITING', 'SUCCESS', 'FAILED', 'SKIPPED');

-- CreateTable
CREATE TABLE "action_chains" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "purpose" "chain_purpose" NOT NULL DEFAULT 'OTHER',
    "counterpart_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "action_chains_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "action_chain_versions" (
    "tenant_id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "steps" JSONB NOT NULL,
    "input_schema" JSONB,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "action_chain_versions_pkey" PRIMARY KEY ("tenant_id","chain_id","version")
);

-- CreateTable
CREATE TABLE "action_flows" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "chain_id" UUID NOT NULL,
    "chain_name" TEXT NOT NULL,
    "chain_version" INTEGER NOT NULL,
    "status" "action_flow_status" NOT NULL DEFAULT 'PENDING',
    "mode" "run_mode" NOT NULL DEFAULT 'APPLY',
    "trigger" "flow_trigger" NOT NULL DEFAULT 'API',
    "input" JSONB NOT NULL DEFAULT '{}',
    "subject_id" UUID,
    "subject" JSONB,
    "actor_id" UUID,
    "actor_email" TEXT,
    "event_id" UUID,
    "delivery_id" UUID,
    "integration_name" TEXT,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "traceparent" TEXT,
    "parent_flow_id" UUID,
    "nesting" INTEGER NOT NULL DEFAULT 0,
    "is_compensating" BOOLEAN NOT NULL DEFAULT false,
    "waiting_for" TEXT,
    "wake_at" TIMESTAMPTZ(3),
    "nudges" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "cancel_reason" TEXT,
    "worker_id" BIGINT,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "action_flows_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "action_flow_steps" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "connection_id" UUID,
    "plugin_version_id" UUID,
    "provider" TEXT,
    "action_type" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "is_idempotent" BOOLEAN NOT NULL,
    "inverse" JSONB,
    "spec" JSONB NOT NULL,
    "undoes_id" UUID,
    "status" "flow_step_status" NOT NULL DEFAULT 'PENDING',
    "outcome" TEXT,
    "reason" TEXT,
    "input" JSONB,
    "output" JSONB,
    "error" TEXT,
    "error_kind" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempts_before" INTEGER NOT NULL DEFAULT 0,
    "waiting_for" TEXT,
    "waiting_until" TIMESTAMPTZ(3),
    "wait" JSONB,
    "is_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "callback_hash" BYTEA,
    "callback_body" JSONB,
    "callback_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "action_flow_steps_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "action_flow_attempts" (
    "tenant_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "error_kind" TEXT,
    "effects" JSONB NOT NULL DEFAULT '[]',
    "logs" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_flow_attempts_pkey" PRIMARY KEY ("tenant_id","step_id","number")
);

-- CreateIndex
CREATE INDEX "action_chains_tenant_id_created_at_id_idx" ON "action_chains"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "action_flows_tenant_id_chain_id_id_idx" ON "action_flows"("tenant_id", "chain_id", "id");

-- CreateIndex
CREATE INDEX "action_flows_tenant_id_created_at_id_idx" ON "action_flows"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "action_flows_tenant_id_parent_flow_id_idx" ON "action_flows"("tenant_id", "parent_flow_id");

-- CreateIndex
CREATE INDEX "action_flows_tenant_id_xid_id_idx" ON "action_flows"("tenant_id", "xid", "id");

-- CreateIndex
CREATE UNIQUE INDEX "action_flow_steps_tenant_id_flow_id_position_key" ON "action_flow_steps"("tenant_id", "flow_id", "position");

-- AddForeignKey
ALTER TABLE "action_chains" ADD CONSTRAINT "action_chains_tenant_id_counterpart_id_fkey" FOREIGN KEY ("tenant_id", "counterpart_id") REFERENCES "action_chains"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_chain_versions" ADD CONSTRAINT "action_chain_versions_tenant_id_chain_id_fkey" FOREIGN KEY ("tenant_id", "chain_id") REFERENCES "action_chains"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_flows" ADD CONSTRAINT "action_flows_tenant_id_chain_id_fkey" FOREIGN KEY ("tenant_id", "chain_id") REFERENCES "action_chains"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_flow_steps" ADD CONSTRAINT "action_flow_steps_tenant_id_flow_id_fkey" FOREIGN KEY ("tenant_id", "flow_id") REFERENCES "action_flows"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "action_flow_attempts" ADD CONSTRAINT "action_flow_attempts_tenant_id_step_id_fkey" FOREIGN KEY ("tenant_id", "step_id") REFERENCES "action_flow_steps"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Tenancy: see the migration of that name.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'action_chains', 'action_chain_versions', 'action_flows', 'action_flow_steps', 'action_flow_attempts'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I TO joinery_app USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()))',
      tenant_table);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO joinery_system USING (true) WITH CHECK (true)', tenant_table);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON
  action_chains, action_chain_versions, action_flows, action_flow_steps, action_flow_attempts TO joinery_app;

-- Workers wake, claim and hand back flows, and retention deletes what is old; steps are written in their tenant.
GRANT SELECT, UPDATE, DELETE ON action_flows TO joinery_system;
GRANT SELECT, DELETE ON action_flow_steps, action_flow_attempts TO joinery_system;

-- A name is free again when its chain is deleted.
CREATE UNIQUE INDEX action_chains_name ON action_chains (tenant_id, name) WHERE deleted_at IS NULL;

-- What is ready, asleep until a time, under way, and over. Asleep costs an entry in an index and nothing else.
CREATE INDEX action_flows_ready ON action_flows (tenant_id, created_at, id) WHERE status = 'PENDING';
CREATE INDEX action_flows_asleep ON action_flows (wake_at) WHERE status = 'WAITING' AND wake_at IS NOT NULL;
CREATE INDEX action_flows_running ON action_flows (worker_id) WHERE status = 'RUNNING';
CREATE INDEX action_flows_running_of_tenant ON action_flows (tenant_id) WHERE status = 'RUNNING';
CREATE INDEX action_flows_finished ON action_flows (finished_at) WHERE finished_at IS NOT NULL;

-- The removals of an hour.
CREATE INDEX action_flow_steps_removals ON action_flow_steps (tenant_id, provider, started_at) WHERE effect = 'destructive';

-- What people are asked.
CREATE INDEX action_flow_steps_approvals ON action_flow_steps (tenant_id, waiting_until)
  WHERE status = 'WAITING' AND action_type = 'approval';

-- Hot tables: let autovacuum come early.
ALTER TABLE action_flows SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE action_flow_steps SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
