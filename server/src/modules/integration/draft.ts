import { type FieldError, invalidInput } from '../../errors.ts';
import type { EventType } from '../event/index.ts';
import { acceptActions } from './action/accept-actions.ts';
import type { NewAction } from './action/new-action.ts';
import type { StoredAction } from './action/stored-action.ts';
import { findErrors } from './check/check-integration.ts';
import type { ConditionGroup } from './condition/index.ts';
import { type ConditionInput, inOrder, toConditions } from './condition.input.ts';

/** What an integration was before a change; empty for a new one. */
export interface Before {
  eventTypes: readonly string[];
  conditions: ConditionGroup;
  actions: readonly StoredAction[];
  /** Names of the stored secrets of its actions. */
  actionSecretNames: readonly string[];
}

export interface Wanted {
  eventTypes?: EventType[] | null | undefined;
  conditions?: ConditionInput[] | null | undefined;
  actions?: NewAction[] | null | undefined;
}

/** The part of an integration that is interpreted, checked as a whole and ready to be stored. */
export interface Draft {
  eventTypes: EventType[];
  conditions: ConditionGroup;
  actions: StoredAction[];
  /** Changes of the actions' secrets, by stored name; null removes one. */
  actionSecrets: Record<string, string | null>;
}

export const NOTHING: Before = { eventTypes: [], conditions: { all: [] }, actions: [], actionSecretNames: [] };

/**
 * Puts together what was and what is wanted, and checks the whole: conditions and templates that stay must fit event
 * types that change. Throws INVALID_INPUT naming each wrong place of it.
 */
export function draftIntegration(wanted: Wanted, before: Before): Draft {
  if (!wanted.eventTypes && !wanted.conditions && !wanted.actions) return unchanged(before);
  const eventTypes = wanted.eventTypes ?? (before.eventTypes as EventType[]);
  const { actions, secrets, errors } = wanted.actions
    ? acceptActions(wanted.actions, before.actions, before.actionSecretNames)
    : { actions: [...before.actions], secrets: {}, errors: [] };
  const asWritten = wanted.conditions ? toConditions(wanted.conditions) : before.conditions;
  // An action that was not accepted at all would shift the places of those behind it.
  const isComplete = !wanted.actions || actions.length === wanted.actions.length;
  refuse([...errors, ...findErrors({ eventTypes, conditions: asWritten, actions: isComplete ? actions : [] })]);
  const conditions = wanted.conditions ? toConditions(inOrder(wanted.conditions)) : before.conditions;
  return { eventTypes, conditions, actions, actionSecrets: secrets };
}

function unchanged({ eventTypes, conditions, actions }: Before): Draft {
  return { eventTypes: eventTypes as EventType[], conditions, actions: [...actions], actionSecrets: {} };
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw invalidInput(errors);
}
