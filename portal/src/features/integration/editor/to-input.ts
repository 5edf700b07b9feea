import type { ActionInput, ConditionInput, CreateIntegrationInput, HttpAuthInput } from '../../../../generated/graphql';
import { isList, takesValue } from '../conditions/operators';
import type { ActionDraft, ConditionDraft, Draft, FlowDraft, HttpDraft } from './draft';
import { writeFlowInput } from './flow-input';

/** The form as the API takes it. JSON that cannot be read stays a text, for the API to refuse. */
export function toInput({ name, description, eventTypes, conditions, actions }: Draft): CreateIntegrationInput {
  return {
    name,
    description,
    eventTypes,
    conditions: conditions.map(toCondition),
    actions: actions.map(toAction),
  };
}

function toCondition(condition: ConditionDraft): ConditionInput {
  if (condition.kind === 'group') return { [condition.mode]: condition.items.map(toCondition) };
  const { field, operator, values } = condition;
  if (!takesValue(operator)) return { field, operator };
  return { field, operator, value: isList(operator) ? values.filter(Boolean) : (values[0] ?? '') };
}

function toAction(action: ActionDraft): ActionInput {
  const id = action.id ? { id: action.id } : {};
  switch (action.kind) {
    case 'HTTP':
      return { http: { ...id, ...toHttp(action) } };
    case 'SLACK': {
      const { webhookUrl, message, timeoutSeconds, maxRetries } = action;
      return { slack: { ...id, ...(webhookUrl ? { webhookUrl } : {}), message, timeoutSeconds, maxRetries } };
    }
    case 'LOG':
      return { log: { ...id, message: action.message, level: action.level } };
    case 'TRIGGER_TASK':
      return { triggerTask: { ...id, taskId: action.taskId ?? '' } };
    case 'START_FLOW':
      return { startFlow: { ...id, ...toFlow(action) } };
  }
}

function toHttp({ method, url, headers, body, sign, timeoutSeconds, maxRetries, auth }: HttpDraft) {
  return {
    method,
    url,
    headers: headers.map(({ name, value }) => ({ name, value })),
    body,
    sign,
    timeoutSeconds,
    maxRetries,
    auth: toAuth(auth),
  };
}

function toAuth({ type, username, token, password }: HttpDraft['auth']): HttpAuthInput {
  if (type === 'BEARER') return { type, ...(token ? { token } : {}) };
  if (type === 'BASIC') return { type, username, ...(password ? { password } : {}) };
  return { type };
}

function toFlow(action: FlowDraft) {
  return { chainId: action.chainId ?? '', input: writeFlowInput(action), subjectId: action.subjectId ?? null };
}
