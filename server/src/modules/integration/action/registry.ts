import type { ActionDefinition } from './action-definition.ts';
import { httpAction } from './http-action.ts';
import { logAction } from './log-action.ts';
import type { NewAction } from './new-action.ts';
import { slackAction } from './slack-action.ts';
import { triggerTaskAction } from './trigger-task-action.ts';

/** By the part of an action's input, in the order in which it is looked at. */
const DEFINITIONS: Record<keyof NewAction, ActionDefinition> = {
  http: httpAction,
  slack: slackAction,
  log: logAction,
  triggerTask: triggerTaskAction,
};

export const ACTION_INPUT_KEYS = Object.keys(DEFINITIONS) as (keyof NewAction)[];

export function definitionFor(inputKey: keyof NewAction): ActionDefinition {
  return DEFINITIONS[inputKey];
}

const byKind = new Map<string, ActionDefinition>(
  Object.values(DEFINITIONS).map((definition) => [definition.kind, definition]),
);

/** Undefined for a kind that a newer version has stored. */
export function definitionOf(kind: string): ActionDefinition | undefined {
  return byKind.get(kind);
}
