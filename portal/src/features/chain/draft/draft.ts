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
  /** The chain that takes away what this one gives, or the other way round. */
  counterpartId: string | null;
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
  counterpartId: null,
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  steps: [],
};

export function draftOf(chain: ChainQuery['actionChain']): Draft {
  const { name, description, purpose, counterpartId, inputSchema, steps } = chain;
  return {
    name,
    description,
    purpose,
    counterpartId: counterpartId ?? null,
    inputSchema: inputSchema ?? null,
    steps: steps.map(({ when, input, connectionId, actionTitle: _, ...step }) => ({
      ...step,
      key: step.name,
      connectionId: connectionId ?? null,
      input: (input ?? {}) as Record<string, unknown>,
      when: when ? { operator: when.operator, value: when.value, to: when.to ?? null } : null,
    })),
  };
}

/** As the API takes it. */
export function inputOf({ steps, ...settings }: Draft): CreateActionChainInput {
  return { ...settings, steps: steps.map(({ key: _, ...step }) => step) };
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

/** The steps with one put right behind another; what is no step is where the chain begins or ends. */
export function connected(steps: readonly DraftStep[], from: string, to: string): DraftStep[] {
  const isEnd = !steps.some(({ key }) => key === to);
  const movedKey = isEnd ? from : to;
  const step = steps.find(({ key }) => key === movedKey);
  const others = steps.filter(({ key }) => key !== movedKey);
  if (!step) return [...steps];
  const at = isEnd ? others.length : others.findIndex(({ key }) => key === from) + 1;
  return [...others.slice(0, at), step, ...others.slice(at)];
}
