import { LRUCache } from 'lru-cache';
import { systemContext } from '../../../context.ts';
import type { Services } from '../../../services.ts';
import { type CompiledTenant, compileTenant } from '../../integration/index.ts';

/** Tenants whose compiled integrations are kept at once; the longest unused goes first. */
const MOST_TENANTS = 2000;
/** A tenant whose integrations cannot be read is tried again after this, and after twice as long each time. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

export interface IntegrationCache {
  /** The tenant's integrations, at least as new as `version`. Null when they cannot be read: the tenant has to wait. */
  get(tenantId: string, version: string): Promise<CompiledTenant | null>;
  /** The tenants that have to wait. What is wrong with one of them must not hold up the others. */
  unreadable(now: number): string[];
  stop(): void;
}

interface Trouble {
  until: number;
  waitMs: number;
}

/**
 * Compiled integrations by tenant. Every change of an integration raises the tenant's version in its transaction, and
 * every claim reads the version: a stale copy is never used, whatever signal was lost.
 */
export function createIntegrationCache(services: Services): IntegrationCache {
  const kept = new LRUCache<string, CompiledTenant>({ max: MOST_TENANTS });
  const loading = new Map<string, Promise<CompiledTenant | null>>();
  const troubles = new Map<string, Trouble>();
  // A change may have mended it.
  const offChanges = services.signals.on('integrations', (tenantIds) => {
    for (const tenantId of tenantIds.has('*') ? troubles.keys() : tenantIds) troubles.delete(tenantId);
  });

  const load = async (tenantId: string): Promise<CompiledTenant | null> => {
    try {
      const compiled = await compileTenant(systemContext(services, tenantId, 'delivery'));
      for (const { integrationId, problem } of compiled.problems) {
        services.log.error(
          { tenantId, integrationId, problem },
          'an integration cannot be compiled: its deliveries fail',
        );
      }
      kept.set(tenantId, compiled);
      troubles.delete(tenantId);
      return compiled;
    } catch (error) {
      const waitMs = Math.min((troubles.get(tenantId)?.waitMs ?? FIRST_WAIT_MS / 2) * 2, LONGEST_WAIT_MS);
      troubles.set(tenantId, { until: Date.now() + waitMs, waitMs });
      services.log.error({ err: error, tenantId, waitMs }, 'integrations cannot be read; their tenant has to wait');
      return null;
    }
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
    unreadable: (now) => [...troubles].filter(([, { until }]) => until > now).map(([tenantId]) => tenantId),
    stop: offChanges,
  };
}
