import type { ActionDefinition } from './action-definition.ts';
import { httpAction } from './http-action.ts';
import { logAction } from './log-action.ts';
import type { NewAction } from './new-action.ts';
import { slackAction } from './slack-action.ts';
import type { StoredActionKind } from './stored-action.ts';

/** The order in which a client's action is looked at; an input key without a definition is not available. */
export const ACTION_INPUT_KEYS = ['http', 'slack', 'log', 'triggerTask'] as const satisfies (keyof NewAction)[];

const UNAVAILABLE: Record<keyof NewAction, string> = {
  http: 'HTTP requests are not available in this deployment',
  slack: 'Slack messages are not available in this deployment',
  log: 'log entries are not available in this deployment',
  triggerTask: 'tasks are not available in this deployment',
};

const definitions = new Map<StoredActionKind, ActionDefinition>();

/** Makes a kind of action available. Called while the process is put together, once for each kind. */
export function registerAction(definition: ActionDefinition): void {
  definitions.set(definition.kind, definition);
}

for (const definition of [httpAction, slackAction, logAction]) registerAction(definition);

export function definitionOf(kind: StoredActionKind): ActionDefinition | undefined {
  return definitions.get(kind);
}

export function definitionFor(inputKey: keyof NewAction): ActionDefinition | undefined {
  return [...definitions.values()].find((definition) => definition.inputKey === inputKey);
}

export function whyUnavailable(inputKey: keyof NewAction): string {
  return UNAVAILABLE[inputKey];
}
