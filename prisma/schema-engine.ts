import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/**
 * Prisma's schema engine as WebAssembly. The CLI would download a native one, which a machine with
 * nothing but the registry cannot; this one ships as a package and keeps the same `_prisma_migrations`
 * table, so `prisma migrate deploy` elsewhere agrees with it.
 */
export function openSchemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  const ignoreDebugLines = () => undefined;
  return SchemaEngine.new({ datamodels: undefined }, ignoreDebugLines, bindMigrationAwareSqlAdapterFactory(adapter));
}
