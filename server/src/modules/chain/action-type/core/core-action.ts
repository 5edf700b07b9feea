import { z } from 'zod';
import type { Scope } from '../../../../access.ts';
import type { Inverse, StepAction } from '../step-action.ts';

/** What Joinery does itself, described as plugins describe what they do. */
export interface CoreAction<Input extends z.ZodType = z.ZodType> {
  title: string;
  description: string;
  input: Input;
  /** Nothing when left out. */
  output?: z.ZodType;
  /** `read` when left out. */
  effect?: StepAction['effect'];
  inverse?: Inverse;
  /** What whoever saves a chain with it must be allowed, beyond chains. */
  scope?: Scope;
}

export function core<Input extends z.ZodType>(action: CoreAction<Input>): CoreAction<Input> {
  return action;
}

export const YEAR_SECONDS = 366 * 24 * 3600;
export const id = z.uuid();

/** The id of a thing of this kind; its schema says so, and forms pick the thing by its name. */
export const idOf = (kind: 'user' | 'group' | 'application' | 'action_chain' | 'action_flow' | 'task' | 'connection') =>
  id.meta({ 'x-refers-to': kind });
export const seconds = (most: number) => z.int().min(1).max(most);
