-- CreateEnum
CREATE TYPE "schedule_type" AS ENUM ('CRON', 'ONCE');

-- CreateEnum
CREATE TYPE "missed_runs" AS ENUM ('SKIP', 'ONCE');

-- CreateEnum
CREATE TYPE "overlap_policy" AS ENUM ('ALLOW', 'SKIP', 'QUEUE', 'REPLACE');

-- CreateEnum
CREATE TYPE "task_run_status" AS ENUM ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION', 'SUCCESS', 'ERROR', 'CANCELLED');

-- CreateEnum
CREATE TYPE "run_mode" AS ENUM ('APPLY', 'PLAN');

-- CreateEnum
CREATE TYPE "run_trigger" AS ENUM ('SCHEDULE', 'MANUAL', 'INTEGRATION', 'APPLY_PLAN');

-- CreateTable
CREATE TABLE "federated_providers" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "provider_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "federated_providers_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "federated_identities" (
    "tenant_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "federated_identities_pkey" PRIMARY KEY ("tenant_id","provider_id","subject")
);

-- CreateTable
CREATE TABLE "tasks" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT 'script',
    "is_built_in" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "schedule_type" "schedule_type" NOT NULL,
    "cron_expression" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "missed_runs" "missed_runs" NOT NULL DEFAULT 'SKIP',
    "jitter_seconds" INTEGER NOT NULL DEFAULT 0,
    "overlap_policy" "overlap_policy" NOT NULL DEFAULT 'ALLOW',
    "timeout_seconds" INTEGER NOT NULL DEFAULT 30,
    "memory_mb" INTEGER NOT NULL DEFAULT 64,
    "runner_labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "allowed_hosts" JSONB,
    "is_safe_to_retry" BOOLEAN NOT NULL DEFAULT false,
    "max_retries" INTEGER NOT NULL DEFAULT 0,
    "removal_cap" JSONB,
    "script_version" INTEGER,
    "run_at" TIMESTAMPTZ(3),
    "next_run_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "task_scripts" (
    "tenant_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "task_scripts_pkey" PRIMARY KEY ("tenant_id","task_id","version")
);

-- CreateTable
CREATE TABLE "task_config" (
    "tenant_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "task_config_pkey" PRIMARY KEY ("tenant_id","task_id","key")
);

-- CreateTable
CREATE TABLE "task_runs" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "script_version" INTEGER,
    "status" "task_run_status" NOT NULL DEFAULT 'PENDING',
    "mode" "run_mode" NOT NULL DEFAULT 'APPLY',
    "trigger" "run_trigger" NOT NULL,
    "actor_id" UUID,
    "actor_email" TEXT,
    "event_id" UUID,
    "delivery_id" UUID,
    "integration_name" TEXT,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "traceparent" TEXT,
    "scheduled_for" TIMESTAMPTZ(3),
    "plan_run_id" UUID,
    "plan_hash" TEXT,
    "waiting_reason" TEXT,
    "next_eligible_at" TIMESTAMPTZ(3),
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "runner_labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "cancel_reason" TEXT,
    "output" TEXT,
    "error" TEXT,
    "error_kind" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "removals" INTEGER NOT NULL DEFAULT 0,
    "confirmed_by_id" UUID,
    "worker_id" BIGINT,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "task_runs_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "task_run_logs" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "task_run_logs_pkey" PRIMARY KEY ("tenant_id","run_id","id")
);

-- CreateTable
CREATE TABLE "task_run_effects" (
    "tenant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "is_removal" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT NOT NULL,
    "basis" JSONB,
    "result" JSONB,
    "error" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "task_run_effects_pkey" PRIMARY KEY ("tenant_id","run_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "federated_providers_tenant_id_name_key" ON "federated_providers"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "federated_identities_tenant_id_user_id_idx" ON "federated_identities"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "tasks_tenant_id_created_at_id_idx" ON "tasks"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_tenant_id_name_key" ON "tasks"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "task_runs_tenant_id_created_at_id_idx" ON "task_runs"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "task_runs_tenant_id_task_id_created_at_id_idx" ON "task_runs"("tenant_id", "task_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "task_runs_tenant_id_xid_id_idx" ON "task_runs"("tenant_id", "xid", "id");

-- CreateIndex
CREATE INDEX "task_run_logs_tenant_id_xid_id_idx" ON "task_run_logs"("tenant_id", "xid", "id");

-- AddForeignKey
ALTER TABLE "federated_identities" ADD CONSTRAINT "federated_identities_tenant_id_provider_id_fkey" FOREIGN KEY ("tenant_id", "provider_id") REFERENCES "federated_providers"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "federated_identities" ADD CONSTRAINT "federated_identities_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "users"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_scripts" ADD CONSTRAINT "task_scripts_tenant_id_task_id_fkey" FOREIGN KEY ("tenant_id", "task_id") REFERENCES "tasks"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_config" ADD CONSTRAINT "task_config_tenant_id_task_id_fkey" FOREIGN KEY ("tenant_id", "task_id") REFERENCES "tasks"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_runs" ADD CONSTRAINT "task_runs_tenant_id_task_id_fkey" FOREIGN KEY ("tenant_id", "task_id") REFERENCES "tasks"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_run_logs" ADD CONSTRAINT "task_run_logs_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "task_runs"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "task_run_effects" ADD CONSTRAINT "task_run_effects_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "task_runs"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Tenancy: see the migration of that name.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'tasks', 'task_scripts', 'task_config', 'task_runs', 'task_run_logs', 'task_run_effects',
    'federated_providers', 'federated_identities'
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
  tasks, task_scripts, task_config, task_runs, task_run_logs, task_run_effects,
  federated_providers, federated_identities TO joinery_app;

-- The scheduler looks for what is due, the runners claim and finish, retention deletes what is old.
GRANT SELECT, INSERT, UPDATE ON tasks TO joinery_system;
GRANT SELECT ON task_scripts, task_config TO joinery_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON task_runs, task_run_logs, task_run_effects TO joinery_system;

-- A tick makes one run, whatever happens to those who make it; a built-in task is there once.
CREATE UNIQUE INDEX task_runs_tick ON task_runs (tenant_id, task_id, scheduled_for) WHERE scheduled_for IS NOT NULL;
CREATE UNIQUE INDEX tasks_built_in ON tasks (tenant_id, type) WHERE is_built_in;

-- What is due or has lost its time, what is ready, held or under way, and what is over.
CREATE INDEX tasks_due ON tasks (next_run_at) WHERE enabled AND next_run_at IS NOT NULL;
CREATE INDEX tasks_without_time ON tasks (tenant_id, id)
  WHERE enabled AND schedule_type = 'CRON' AND next_run_at IS NULL;
CREATE INDEX task_runs_ready ON task_runs (tenant_id, created_at, id, next_eligible_at)
  WHERE status = 'PENDING' AND NOT is_held;
CREATE INDEX task_runs_held ON task_runs (tenant_id, task_id, created_at, id) WHERE status = 'PENDING' AND is_held;
CREATE INDEX task_runs_running ON task_runs (worker_id) WHERE status = 'RUNNING';
CREATE INDEX task_runs_running_of_tenant ON task_runs (tenant_id) WHERE status = 'RUNNING';
CREATE INDEX task_runs_unfinished ON task_runs (tenant_id, task_id, id)
  WHERE status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION');
CREATE INDEX task_runs_finished ON task_runs (finished_at) WHERE finished_at IS NOT NULL;

-- Hot tables: let autovacuum come early.
ALTER TABLE tasks SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE task_runs SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

-- Records older than the retention say nothing any more; their place and leaf hash stay.
ALTER TABLE audit_records ADD COLUMN "erased_at" TIMESTAMPTZ(3);
GRANT UPDATE (action, actor_id, actor_email, actor_kind, target_type, target_id, target_name, outcome, detail, event_id,
              request_id, ip_address, erased_at) ON audit_records TO joinery_system;

-- That grant erases, and does nothing else: a record says what it said, or nothing at all.
CREATE FUNCTION audit_records_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NULL AND OLD.sequence IS NOT NULL AND NEW.erased_at IS NOT NULL AND NEW.action = 'erased'
     AND NEW.actor_id IS NULL AND NEW.actor_email IS NULL AND NEW.actor_kind = '' AND NEW.target_type = ''
     AND NEW.target_id IS NULL AND NEW.target_name IS NULL AND NEW.outcome = 'changed' AND NEW.detail = '{}'
     AND NEW.event_id IS NULL AND NEW.request_id IS NULL AND NEW.ip_address IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'permission denied: what an audit record says is erased as a whole, or stays';
END $$;

CREATE TRIGGER only_erased
  BEFORE UPDATE OF action, actor_id, actor_email, actor_kind, target_type, target_id, target_name, outcome, detail, event_id,
                   request_id, ip_address, erased_at ON audit_records
  FOR EACH ROW WHEN (current_user = 'joinery_system') EXECUTE FUNCTION audit_records_only_erased();
