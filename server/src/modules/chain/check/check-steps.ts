import type { FieldError } from '../../../errors.ts';
import type { JsonSchema, StepAction } from '../action-type/step-action.ts';
import { type Binding, isObject } from '../binding/index.ts';
import type { ChainStep } from '../step.ts';
import { checkChainInput } from './chain-input.ts';
import { checkBinding, type Lookup } from './check-binding.ts';
import { lookupIn } from './sources.ts';
import { chainRunBy } from './sub-chains.ts';

/** Resolves what a step names: the action, or why there is none. */
export type ResolveAction = (
  step: Pick<ChainStep, 'connectionId' | 'actionType'>,
) => StepAction | { problem: FieldError };

export interface CheckedChain {
  steps: readonly ChainStep[];
  inputSchema: JsonSchema | null;
  attributes: JsonSchema | null;
  /** What the chains take that steps run, by the chain's id; null for any input. */
  chainInputs: ReadonlyMap<string, JsonSchema | null>;
}

interface Known {
  resolve: ResolveAction;
  lookup: Lookup;
  chainInputs: CheckedChain['chainInputs'];
}

/** What makes a chain impossible, each with the step and the path. */
export function checkSteps(
  { steps, inputSchema, attributes, chainInputs }: CheckedChain,
  resolve: ResolveAction,
): FieldError[] {
  const faults: FieldError[] = [];
  const before = new Map<string, StepAction>();
  const names = new Set(steps.map(({ name }) => name));
  const callbacks = new Set(steps.filter(({ actionType }) => actionType === 'callback').map(({ name }) => name));
  for (const [index, step] of steps.entries()) {
    const path = `steps.${index}`;
    const lookup = lookupIn({ input: inputSchema, attributes, steps: before, callbacks, names });
    const action = resolve(step);
    if ('problem' in action) {
      faults.push({ path: `${path}.${action.problem.path}`, message: `${step.name}: ${action.problem.message}` });
    } else {
      const own = [
        ...checkBinding(step.input, action.input, `${path}.input`, lookup),
        ...checkNested(step, path, { resolve, lookup, chainInputs }),
      ];
      faults.push(...[...own, ...checkCondition(step, path, lookup)].map((fault) => named(step, fault)));
      before.set(step.name, action);
    }
  }
  return faults;
}

function checkCondition({ when }: ChainStep, path: string, lookup: Lookup): FieldError[] {
  if (!when) return [];
  return [
    ...checkBinding(when.value, {}, `${path}.when.value`, lookup),
    ...checkBinding(when.to, {}, `${path}.when.to`, lookup),
  ];
}

/** Of whom exactly one has to be named. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  email_notification: ['userId', 'to'],
  directory_create_app_mapping: ['userId', 'groupId'],
  directory_delete_app_mapping: ['userId', 'groupId'],
};

/**
 * What `wait_condition` and `no_grants_left` ask, what is handed on to another chain, an approval that nobody could give,
 * and what is for nobody, or for two.
 */
function checkNested(step: ChainStep, path: string, { resolve, lookup, chainInputs }: Known): FieldError[] {
  const { actionType, input } = step;
  if (!isObject(input)) return [];
  const taken = chainInputs.get(chainRunBy(step) ?? '');
  if (taken) return checkChainInput(input.input ?? {}, taken, `${path}.input.input`, lookup);
  if (actionType === 'approval' || actionType === 'email_approval') return checkApprovers(input, path);
  const ends = ENDS[actionType];
  if (ends) return checkEnds(input, ends, path);
  const { connectionId, actionType: asked } = input;
  if (actionType === 'no_grants_left') return checkAsked(connectionId, path, resolve);
  if (actionType !== 'wait_condition' || typeof connectionId !== 'string' || typeof asked !== 'string') return [];
  const action = resolve({ connectionId, actionType: asked });
  if ('problem' in action) return [{ path: `${path}.input.${action.problem.path}`, message: action.problem.message }];
  if (action.effect !== 'read')
    return [{ path: `${path}.input.actionType`, message: 'must be an action that only reads' }];
  return checkBinding((input.input ?? {}) as Binding, action.input, `${path}.input.input`, lookup);
}

function checkAsked(connectionId: Binding | undefined, path: string, resolve: ResolveAction): FieldError[] {
  if (typeof connectionId !== 'string') return [];
  const asked = resolve({ connectionId, actionType: '' });
  return 'problem' in asked && asked.problem.path === 'connectionId'
    ? [{ path: `${path}.input.connectionId`, message: asked.problem.message }]
    : [];
}

function checkApprovers({ userIds, role }: Record<string, Binding>, path: string): FieldError[] {
  const hasSomebody =
    role !== undefined || (userIds !== undefined && !(Array.isArray(userIds) && userIds.length === 0));
  return hasSomebody ? [] : [{ path: `${path}.input`, message: 'must name who may decide: userIds or a role' }];
}

function checkEnds(input: Record<string, Binding>, ends: readonly string[], path: string): FieldError[] {
  const given = ends.filter((name) => input[name] !== undefined);
  return given.length === 1 ? [] : [{ path: `${path}.input`, message: `must name either ${ends.join(' or ')}` }];
}

function named({ name }: ChainStep, { path, message }: FieldError): FieldError {
  return { path, message: `${name}: ${message}` };
}
