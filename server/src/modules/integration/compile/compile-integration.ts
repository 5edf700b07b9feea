import type { Clock } from '../../../platform/clock.ts';
import { createMasker } from '../../../platform/masking.ts';
import { type EventType, isEventType } from '../../event/index.ts';
import { ownSecrets } from '../action/accept-actions.ts';
import { definitionOf } from '../action/registry.ts';
import type { StoredAction } from '../action/stored-action.ts';
import { type ConditionGroup, compileConditions } from '../condition/index.ts';
import { type IntegrationSecrets, secretTexts } from '../secrets/integration-secrets.ts';
import { validAt } from '../secrets/signing-secret.ts';
import type { CompiledAction, CompiledIntegration } from './compiled.ts';

/** What of an integration's row is compiled. */
export interface CompilableIntegration {
  tenantId: string;
  id: string;
  name: string;
  failingSince: Date | null;
  eventTypes: readonly string[];
  conditions: ConditionGroup;
  actions: readonly StoredAction[];
}

export type CompileOutcome = { ok: true; integration: CompiledIntegration } | { ok: false; problem: string };

/**
 * Compiles an integration, so that nothing is parsed any more when an event comes. A row that this version does not
 * understand is answered as a problem.
 */
export function compileIntegration(
  row: CompilableIntegration,
  secrets: IntegrationSecrets,
  clock: Clock,
): CompileOutcome {
  const eventTypes = new Set(row.eventTypes.filter(isEventType));
  const conditions = compileConditions(row.conditions, [...eventTypes]);
  if (!conditions.ok)
    return { ok: false, problem: conditions.errors.map(({ path, message }) => `${path}: ${message}`).join('; ') };
  const actions: CompiledAction[] = [];
  for (const stored of row.actions) {
    const own = ownSecrets(stored.id, secrets.ofActions);
    const compiled = definitionOf(stored.kind)?.compile(stored, { own, named: secrets.named });
    if (!compiled) return { ok: false, problem: `actions of the kind ${stored.kind} are not available` };
    if (!compiled.ok) return { ok: false, problem: compiled.problem };
    actions.push(compiled.action);
  }
  if (secrets.signing.length === 0 && actions.some((action) => action.isSigned)) {
    return { ok: false, problem: 'its signing secret is missing' };
  }
  return {
    ok: true,
    integration: {
      tenantId: row.tenantId,
      id: row.id,
      name: row.name,
      failingSince: row.failingSince,
      eventTypes,
      actions,
      get signingSecrets() {
        return validAt(secrets.signing, clock.now()).map(({ key }) => key);
      },
      matches: (event) => eventTypes.has(event.type as EventType) && conditions.matches(event),
      mask: createMasker(secretTexts(secrets)),
    },
  };
}
