-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "is_missed" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX deliveries_missed ON deliveries (tenant_id, integration_id, finished_at) WHERE is_missed;
