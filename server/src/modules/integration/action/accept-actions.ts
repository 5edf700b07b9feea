import type { FieldError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import type { NewAction } from './new-action.ts';
import { ACTION_INPUT_KEYS, definitionFor, definitionOf } from './registry.ts';
import type { StoredAction } from './stored-action.ts';

export interface AcceptedActions {
  actions: StoredAction[];
  /** Secrets of the actions by stored name, `<action id>.token`; null removes one. */
  secrets: Record<string, string | null>;
  errors: FieldError[];
}

/**
 * Turns a client's actions into stored ones. An action that names the id of a current one replaces it and keeps its
 * secrets where it gives none; the secrets of a current action that is gone go too.
 */
export function acceptActions(
  inputs: readonly NewAction[],
  current: readonly StoredAction[],
  storedSecretNames: readonly string[],
): AcceptedActions {
  const accepted: AcceptedActions = { actions: [], secrets: {}, errors: [] };
  const unclaimed = new Map(current.map((action) => [action.id, action]));
  for (const [index, input] of inputs.entries()) acceptOne(input, `actions.${index}`, unclaimed, accepted);
  for (const name of storedSecretNames) {
    if (unclaimed.has(name.split('.', 1)[0] ?? '')) accepted.secrets[name] = null;
  }
  return accepted;
}

function acceptOne(
  input: NewAction,
  path: string,
  unclaimed: Map<string, StoredAction>,
  { actions, secrets, errors }: AcceptedActions,
): void {
  const inputKey = ACTION_INPUT_KEYS.find((key) => input[key] != null);
  const part = inputKey && input[inputKey];
  if (!inputKey || !part) return;
  const definition = definitionFor(inputKey);
  const replaced = part.id ? unclaimed.get(part.id) : undefined;
  if (part.id && replaced?.kind !== definition.kind) {
    errors.push({
      path: `${path}.${inputKey}.id`,
      message: 'is not the id of an action of this kind, or is given twice',
    });
    return;
  }
  if (replaced) unclaimed.delete(replaced.id);
  const id = replaced?.id ?? newId();
  const one = definition.accept(part, id, replaced);
  actions.push(one.action);
  for (const [name, value] of Object.entries(one.secrets)) secrets[secretName(id, name)] = value;
  errors.push(...one.errors.map((error) => ({ ...error, path: `${path}.${inputKey}.${error.path}` })));
}

export function secretName(actionId: string, name: string): string {
  return `${actionId}.${name}`;
}

/** One action's own secrets, by their own names. */
export function ownSecrets(actionId: string, all: ReadonlyMap<string, string>): Map<string, string> {
  const prefix = secretName(actionId, '');
  const own = [...all].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** Where an action stands in an input: `actions.0.http`. */
export function actionPath(action: StoredAction, index: number): string {
  return `actions.${index}.${definitionOf(action.kind)?.inputKey ?? action.kind}`;
}
