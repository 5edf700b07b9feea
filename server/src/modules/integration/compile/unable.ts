import { type EventType, isEventType } from '../../event/index.ts';
import { compileConditions } from '../condition/index.ts';
import type { CompilableIntegration } from './compile-integration.ts';
import type { CompiledIntegration } from './compiled.ts';

/**
 * Stands for an integration that cannot be compiled: what it would have sent fails with the reason, where its history,
 * its health and `event_action.delivery_failed` tell of it, and can be recovered once it is mended. Where not even its
 * conditions are understood nobody knows what it would have sent: it is replayed then.
 */
export function unableIntegration(row: CompilableIntegration, problem: string): CompiledIntegration {
  const eventTypes = new Set(row.eventTypes.filter(isEventType));
  const conditions = compileConditions(row.conditions, [...eventTypes]);
  return {
    tenantId: row.tenantId,
    id: row.id,
    name: row.name,
    failingSince: row.failingSince,
    eventTypes,
    actions: row.actions.map(({ id, kind }) => ({
      id,
      kind,
      timeoutMs: 1000,
      maxRetries: 0,
      isSigned: false,
      render: () => ({ ok: false, error: `this integration cannot fire: ${problem}` }),
    })),
    signingSecrets: [],
    matches: (event) => conditions.ok && eventTypes.has(event.type as EventType) && conditions.matches(event),
    // It holds no secret.
    mask: (text) => text,
  };
}
