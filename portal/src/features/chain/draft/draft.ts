import type {
  ChainPurpose,
  ChainQuery,
  CreateActionChainInput,
  OnFailure,
  StepConditionOperator,
} from '../../../../generated/graphql';

/** A chain as it is being edited. */
export interface Draft extends Record<string, unknown> {
  name: string;
  description: string;
  purpose: ChainPurpose;
  /** JSON Schema; null takes any input. */
  inputSchema: unknown;
  steps: DraftStep[];
}

export interface DraftStep {
  /** Of the page alone: stays when the step is moved or renamed. */
  key: string;
  name: string;
  connectionId: string | null;
  actionType: string;
  input: Record<string, unknown>;
  onFailure: OnFailure;
  timeoutSeconds: number;
  retry: { maxAttempts: number; backoffSeconds: number; maxBackoffSeconds: number };
  when: { operator: StepConditionOperator; value: unknown; to: unknown } | null;
}

export const EMPTY_DRAFT: Draft = {
  name: '',
  description: '',
  purpose: 'PROVISION',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  steps: [],
};

export function draftOf({ name, description, purpose, inputSchema, steps }: ChainQuery['actionChain']): Draft {
  return {
    name,
    description,
    purpose,
    inputSchema: inputSchema ?? null,
    steps: steps.map(({ when, input, connectionId, ...step }) => ({
      ...step,
      key: step.name,
      connectionId: connectionId ?? null,
      input: (input ?? {}) as Record<string, unknown>,
      when: when ? { operator: when.operator, value: when.value, to: when.to ?? null } : null,
    })),
  };
}

/** As the API takes it. */
export function inputOf({ name, description, purpose, inputSchema, steps }: Draft): CreateActionChainInput {
  return { name, description, purpose, inputSchema, steps: steps.map(({ key: _, ...step }) => step) };
}

/** A step of this action, with a name that no other has. */
export function newStep(steps: readonly DraftStep[], actionType: string, connectionId: string | null): DraftStep {
  return {
    key: crypto.randomUUID(),
    name: freeName(steps, actionType),
    connectionId,
    actionType,
    input: {},
    onFailure: 'STOP',
    timeoutSeconds: 60,
    retry: { maxAttempts: 3, backoffSeconds: 5, maxBackoffSeconds: 3600 },
    when: null,
  };
}

/** `github_api_add_user_to_group` becomes `add_user_to_group`, or `add_user_to_group_2` where that is taken. */
function freeName(steps: readonly DraftStep[], actionType: string): string {
  const base = actionType.replace(/^.*_api_/, '').replace(/^directory_/, '');
  const taken = new Set(steps.map(({ name }) => name));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

/** The steps with one moved to another place. */
export function moved(steps: readonly DraftStep[], from: number, to: number): DraftStep[] {
  const next = [...steps];
  const [step] = next.splice(from, 1);
  if (step) next.splice(to, 0, step);
  return next;
}
