import { isDeepStrictEqual } from 'node:util';
import { isCredentialHeader } from './action/headers.ts';
import type { StoredAction } from './action/stored-action.ts';
import type { IntegrationRow } from './internal.ts';

const LONGEST_TEMPLATE = 2000;

type Settings = Pick<IntegrationRow, 'name' | 'description' | 'enabled' | 'eventTypes' | 'conditions' | 'actions'>;

/** What the audit log keeps of an integration. Its actions hold no stored secrets; what looks like one is left out. */
export function settingsForAudit({ name, description, enabled, eventTypes, conditions, actions }: Settings) {
  return { name, description, enabled, eventTypes, conditions, actions: actions.map(forAudit) };
}

/** Old and new values of what differs. */
export function changesForAudit(before: Settings, after: Settings): Record<string, { from: unknown; to: unknown }> {
  const old = settingsForAudit(before);
  const changed = Object.entries(settingsForAudit(after)).filter(
    ([name, value]) => !isDeepStrictEqual(value, old[name as keyof Settings]),
  );
  return Object.fromEntries(changed.map(([name, to]) => [name, { from: old[name as keyof Settings], to }]));
}

function forAudit(action: StoredAction): StoredAction {
  if (action.kind === 'trigger_task' || action.kind === 'start_flow') return action;
  if (action.kind !== 'http') return { ...action, message: shortened(action.message) };
  const headers = action.headers.map(({ name, value }) => ({
    name,
    value: isCredentialHeader(name) && !value.includes('{{secrets.') ? '••••••' : shortened(value),
  }));
  return { ...action, headers, body: action.body === null ? null : shortened(action.body) };
}

function shortened(template: string): string {
  return template.length > LONGEST_TEMPLATE ? `${template.slice(0, LONGEST_TEMPLATE)}…` : template;
}
