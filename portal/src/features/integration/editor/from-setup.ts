import type { ConditionOperator } from '../../../../generated/graphql';
import {
  type ActionDraft,
  type ConditionDraft,
  type Draft,
  type FlowDraft,
  type HttpDraft,
  newKey,
  type Setup,
  type SlackDraft,
} from './draft';
import { readFlowInput } from './flow-input';

type SavedAction = Setup['actions'][number];

/** A condition as it stands in the tree that the API shows, however deep. */
interface SavedCondition {
  field?: string;
  operator?: ConditionOperator;
  value?: unknown;
  all?: readonly SavedCondition[] | null;
  any?: readonly SavedCondition[] | null;
}

/** A saved integration, ready to be changed. */
export function fromSetup(setup: Setup): Draft {
  const { name, description, eventTypes, conditionTree, actions, secretNames } = setup;
  return {
    name,
    description,
    eventTypes: [...eventTypes],
    conditions: (conditionTree as SavedCondition[]).map(toCondition),
    actions: actions.map(toAction),
    secrets: secretNames.map((secret) => ({ key: newKey(), name: secret, value: '', isStored: true })),
  };
}

function toCondition({ field, operator, value, all, any }: SavedCondition): ConditionDraft {
  const key = newKey();
  if (!all && !any)
    return { key, kind: 'test', field: field ?? '', operator: operator ?? 'EQ', values: toValues(value) };
  if (!all) return { key, kind: 'group', mode: 'any', items: (any ?? []).map(toCondition) };
  const others: ConditionDraft[] = any
    ? [{ key: newKey(), kind: 'group', mode: 'any', items: any.map(toCondition) }]
    : [];
  return { key, kind: 'group', mode: 'all', items: [...all.map(toCondition), ...others] };
}

function toValues(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return [value === null || value === undefined ? '' : String(value)];
}

function toAction(action: SavedAction): ActionDraft {
  const common = { key: newKey(), id: action.id };
  switch (action.__typename) {
    case 'HttpAction':
      return { ...common, kind: 'HTTP', ...toHttp(action) };
    case 'SlackAction':
      return { ...common, kind: 'SLACK', ...toSlack(action) };
    case 'LogAction':
      return { ...common, kind: 'LOG', message: action.message, level: action.level };
    case 'TriggerTaskAction':
      return { ...common, kind: 'TRIGGER_TASK', taskId: action.taskId };
    case 'StartFlowAction':
      return { ...common, kind: 'START_FLOW', ...toFlow(action) };
  }
}

function toHttp(action: Extract<SavedAction, { __typename: 'HttpAction' }>): Omit<HttpDraft, 'key' | 'id' | 'kind'> {
  const { method, url, headers, body, sign, timeoutSeconds, maxRetries, auth } = action;
  return {
    method,
    url,
    headers: headers.map(({ name, value }) => ({ key: newKey(), name, value })),
    body: body ?? null,
    sign,
    timeoutSeconds,
    maxRetries,
    auth: {
      type: auth.type,
      username: auth.username ?? '',
      token: '',
      password: '',
      hasToken: auth.hasToken,
      hasPassword: auth.hasPassword,
    },
  };
}

function toSlack(action: Extract<SavedAction, { __typename: 'SlackAction' }>): Omit<SlackDraft, 'key' | 'id' | 'kind'> {
  const { message, webhookUrlHint, timeoutSeconds, maxRetries } = action;
  return { webhookUrl: '', hint: webhookUrlHint, message, timeoutSeconds, maxRetries };
}

function toFlow(
  action: Extract<SavedAction, { __typename: 'StartFlowAction' }>,
): Omit<FlowDraft, 'key' | 'id' | 'kind'> {
  const { chainId, input, subjectId } = action;
  return { chainId, ...readFlowInput(input ?? {}), subjectId: subjectId ?? undefined };
}
