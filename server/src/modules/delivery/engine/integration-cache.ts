import { LRUCache } from 'lru-cache';
import { systemContext } from '../../../context.ts';
import type { Services } from '../../../services.ts';
import { type CompiledTenant, compileTenant } from '../../integration/index.ts';

/** Tenants whose compiled integrations are kept at once; the longest unused goes first. */
const MOST_TENANTS = 2000;

export interface IntegrationCache {
  /** The tenant's integrations, at least as new as `version`. */
  get(tenantId: string, version: string): Promise<CompiledTenant>;
}

/**
 * Compiled integrations by tenant. Every change of an integration raises the tenant's version in its transaction, and
 * every claim reads the version: a stale copy is never used, whatever signal was lost.
 */
export function createIntegrationCache(services: Services): IntegrationCache {
  const kept = new LRUCache<string, CompiledTenant>({ max: MOST_TENANTS });
  const loading = new Map<string, Promise<CompiledTenant>>();

  const load = async (tenantId: string): Promise<CompiledTenant> => {
    const compiled = await compileTenant(systemContext(services, tenantId, 'delivery'));
    for (const { integrationId, problem } of compiled.problems) {
      services.log.error({ tenantId, integrationId, problem }, 'an integration cannot be compiled and does not fire');
    }
    kept.set(tenantId, compiled);
    return compiled;
  };

  return {
    get: async (tenantId, version) => {
      const known = kept.get(tenantId);
      if (known && BigInt(known.version) >= BigInt(version)) return known;
      const key = `${tenantId} ${version}`;
      const under = loading.get(key) ?? load(tenantId).finally(() => loading.delete(key));
      loading.set(key, under);
      return under;
    },
  };
}
