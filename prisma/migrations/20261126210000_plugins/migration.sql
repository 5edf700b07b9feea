-- CreateEnum
CREATE TYPE "connection_health" AS ENUM ('UNKNOWN', 'HEALTHY', 'FAILING');

-- CreateEnum
CREATE TYPE "plugin_version_status" AS ENUM ('PENDING', 'APPROVED', 'REJECTED', 'YANKED');

-- CreateEnum
CREATE TYPE "revocation_kind" AS ENUM ('KEY', 'VERSION');

-- CreateTable
CREATE TABLE "installations" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "plugin_id" UUID NOT NULL,
    "plugin_version_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "permissions" JSONB NOT NULL,
    "auto_update" BOOLEAN NOT NULL DEFAULT false,
    "installed_by_id" UUID,
    "installed_by_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "installation_consents" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "installation_id" UUID NOT NULL,
    "plugin_version_id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "permissions" JSONB NOT NULL,
    "actor_id" UUID,
    "actor_email" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_consents_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "connections" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "installation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "health" "connection_health" NOT NULL DEFAULT 'UNKNOWN',
    "last_checked_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "publishers" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "owner_tenant_id" UUID,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_trusted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publishers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publisher_keys" (
    "id" UUID NOT NULL,
    "publisher_id" UUID NOT NULL,
    "tenant_id" UUID,
    "owner_tenant_id" UUID,
    "name" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "challenge" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publisher_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plugins" (
    "id" UUID NOT NULL,
    "publisher_id" UUID NOT NULL,
    "tenant_id" UUID,
    "owner_tenant_id" UUID,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "latest_version" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plugins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plugin_versions" (
    "id" UUID NOT NULL,
    "plugin_id" UUID NOT NULL,
    "tenant_id" UUID,
    "owner_tenant_id" UUID,
    "version" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "archive" BYTEA NOT NULL,
    "manifest" JSONB NOT NULL,
    "permissions" JSONB NOT NULL,
    "readme" TEXT NOT NULL,
    "changelog" TEXT NOT NULL,
    "logo" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "status" "plugin_version_status" NOT NULL DEFAULT 'PENDING',
    "status_reason" TEXT,
    "published_by_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "plugin_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revocations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "owner_tenant_id" UUID,
    "kind" "revocation_kind" NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plugin_version_stats" (
    "plugin_version_id" UUID NOT NULL,
    "runs" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plugin_version_stats_pkey" PRIMARY KEY ("plugin_version_id")
);

-- CreateIndex
CREATE INDEX "installations_plugin_version_id_idx" ON "installations"("plugin_version_id");

-- CreateIndex
CREATE INDEX "installations_tenant_id_created_at_id_idx" ON "installations"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "installations_tenant_id_plugin_id_key" ON "installations"("tenant_id", "plugin_id");

-- CreateIndex
CREATE INDEX "installation_consents_tenant_id_installation_id_idx" ON "installation_consents"("tenant_id", "installation_id");

-- CreateIndex
CREATE INDEX "connections_tenant_id_created_at_id_idx" ON "connections"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_tenant_id_installation_id_name_key" ON "connections"("tenant_id", "installation_id", "name");

-- CreateIndex
CREATE INDEX "publishers_owner_tenant_id_idx" ON "publishers"("owner_tenant_id");

-- CreateIndex
CREATE INDEX "publisher_keys_kid_idx" ON "publisher_keys"("kid");

-- CreateIndex
CREATE UNIQUE INDEX "publisher_keys_publisher_id_kid_key" ON "publisher_keys"("publisher_id", "kid");

-- CreateIndex
CREATE INDEX "plugins_name_id_idx" ON "plugins"("name", "id");

-- CreateIndex
CREATE INDEX "plugin_versions_digest_idx" ON "plugin_versions"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "plugin_versions_plugin_id_version_key" ON "plugin_versions"("plugin_id", "version");

-- CreateIndex
CREATE INDEX "revocations_subject_idx" ON "revocations"("subject");

-- AddForeignKey
ALTER TABLE "installations" ADD CONSTRAINT "installations_plugin_id_fkey" FOREIGN KEY ("plugin_id") REFERENCES "plugins"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "installations" ADD CONSTRAINT "installations_plugin_version_id_fkey" FOREIGN KEY ("plugin_version_id") REFERENCES "plugin_versions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "installation_consents" ADD CONSTRAINT "installation_consents_tenant_id_installation_id_fkey" FOREIGN KEY ("tenant_id", "installation_id") REFERENCES "installations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_tenant_id_installation_id_fkey" FOREIGN KEY ("tenant_id", "installation_id") REFERENCES "installations"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "publisher_keys" ADD CONSTRAINT "publisher_keys_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "publishers"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "plugins" ADD CONSTRAINT "plugins_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "publishers"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "plugin_versions" ADD CONSTRAINT "plugin_versions_plugin_id_fkey" FOREIGN KEY ("plugin_id") REFERENCES "plugins"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A private plugin's key and its publisher's slug are unique in their tenant, a public one's among all public ones.
CREATE UNIQUE INDEX publishers_tenant_id_slug_key ON publishers (tenant_id, slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX plugins_tenant_id_key_key ON plugins (tenant_id, key) NULLS NOT DISTINCT;

-- Tenancy of the tenant tables: see the migration of that name.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['installations', 'installation_consents', 'connections'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant_isolation ON %I TO joinery_app USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()))',
      tenant_table);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO joinery_system USING (true) WITH CHECK (true)', tenant_table);
  END LOOP;
END $$;

-- The catalogue stands across tenants. What is for everyone (tenant_id is null) every tenant reads; what is private its
-- tenant alone; and only the owner writes, for itself or for everyone. Without a tenant nothing is seen.
DO $$
DECLARE
  catalogue_table text;
BEGIN
  FOREACH catalogue_table IN ARRAY ARRAY['publishers', 'publisher_keys', 'plugins', 'plugin_versions', 'revocations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', catalogue_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', catalogue_table);
    EXECUTE format(
      'ALTER TABLE %I ADD CONSTRAINT %I CHECK (tenant_id IS NULL OR tenant_id = owner_tenant_id)',
      catalogue_table, catalogue_table || '_private_to_owner');
    EXECUTE format(
      'CREATE POLICY catalogue_read ON %I FOR SELECT TO joinery_app USING ((SELECT current_tenant_id()) IS NOT NULL AND (tenant_id IS NULL OR tenant_id = (SELECT current_tenant_id())))',
      catalogue_table);
    EXECUTE format(
      'CREATE POLICY catalogue_add ON %I FOR INSERT TO joinery_app WITH CHECK (owner_tenant_id = (SELECT current_tenant_id()) AND (tenant_id IS NULL OR tenant_id = owner_tenant_id))',
      catalogue_table);
    EXECUTE format(
      'CREATE POLICY catalogue_change ON %I FOR UPDATE TO joinery_app USING (owner_tenant_id = (SELECT current_tenant_id())) WITH CHECK (owner_tenant_id = (SELECT current_tenant_id()) AND (tenant_id IS NULL OR tenant_id = owner_tenant_id))',
      catalogue_table);
    EXECUTE format('CREATE POLICY across_tenants ON %I TO joinery_system USING (true) WITH CHECK (true)', catalogue_table);
  END LOOP;
END $$;

-- Restrictive: they narrow what the policies above permit. A version that nobody has approved is its owner's alone;
-- no tenant trusts itself, and none approves what is for everyone unless its publisher is trusted.
CREATE POLICY unapproved_to_owner ON plugin_versions AS RESTRICTIVE FOR SELECT TO joinery_app
  USING (status IN ('APPROVED', 'YANKED') OR owner_tenant_id = (SELECT current_tenant_id()));
CREATE POLICY no_trust_in_oneself ON publishers AS RESTRICTIVE FOR INSERT TO joinery_app WITH CHECK (NOT is_trusted);
CREATE POLICY no_own_approval ON plugin_versions AS RESTRICTIVE FOR INSERT TO joinery_app WITH CHECK (
  tenant_id IS NOT NULL OR status <> 'APPROVED' OR EXISTS (
    SELECT FROM plugins p JOIN publishers b ON b.id = p.publisher_id WHERE p.id = plugin_id AND b.is_trusted));
CREATE POLICY no_later_approval ON plugin_versions AS RESTRICTIVE FOR UPDATE TO joinery_app USING (true) WITH CHECK (
  tenant_id IS NOT NULL OR status <> 'APPROVED');

-- A version is never rewritten and nothing of the catalogue is deleted: running flows keep the version they began with.
GRANT SELECT, INSERT ON publishers, publisher_keys, plugins, plugin_versions, revocations TO joinery_app, joinery_system;
GRANT UPDATE (name) ON publishers TO joinery_app;
GRANT UPDATE (is_trusted, name) ON publishers TO joinery_system;
GRANT UPDATE (verified_at, revoked_at) ON publisher_keys TO joinery_app, joinery_system;
GRANT UPDATE (name, description, category, latest_version, updated_at) ON plugins TO joinery_app, joinery_system;
GRANT UPDATE (status, status_reason, decided_at) ON plugin_versions TO joinery_app, joinery_system;
GRANT SELECT, INSERT, UPDATE ON plugin_version_stats TO joinery_system;

GRANT SELECT, INSERT, UPDATE, DELETE ON installations, connections TO joinery_app;
GRANT SELECT, INSERT ON installation_consents TO joinery_app;

-- Install counts, updates that tenants have asked for, and the round that looks after the health of connections.
GRANT SELECT ON installations, connections TO joinery_system;
-- What an operator decides about a tenant’s publisher stands in that tenant’s audit log.
GRANT INSERT ON audit_records TO joinery_system;

CREATE INDEX connections_unchecked ON connections (last_checked_at NULLS FIRST);
CREATE INDEX plugin_versions_pending ON plugin_versions (created_at) WHERE status = 'PENDING';
