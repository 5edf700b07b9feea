import type { z } from 'zod';
import { parseInput } from '../../../parse-input.ts';
import type { Json } from '../../../sandbox/contract.ts';
import type { RunScope } from '../run-scope.ts';

/** The state that a planned change rests on, compared when the plan is applied. */
export type Basis = Record<string, Json>;

/** A change that a script asks for, looked into but not made. */
export interface Write {
  kind: string;
  /** After the kind, for people: `alice@example.com → ops`. */
  summary: string;
  isRemoval: boolean;
  /** Present where everything is as asked already: what the call answers then. */
  noop?: Json;
  basis: Basis | null;
  /** What the basis is about, and what the change makes different: a second change of it in one plan rests on the first. */
  objects: string[];
  /** The ids that it names: some may only exist in the plan. */
  ids: string[];
  /** In a plan: the answer as if it were made, which later calls of the same run agree with. */
  standIn(): StandIn;
  perform(): Promise<Performed>;
}

export interface StandIn {
  value: Json;
  /** What does not exist yet, by name: the id of a new user. Performing the effect says what it really is. */
  made?: Record<string, string>;
}

export interface Performed {
  outcome: 'changed' | 'noop' | 'failed';
  value: Json;
  /** What was made, under the names of the stand-in's. Kept and shown. */
  made?: Record<string, string>;
  /** The same for what must not be shown. */
  secret?: Record<string, string>;
  /** More for the effect's result. */
  detail?: Record<string, Json>;
  error?: string;
}

/** Answers of the writes that only say whether anything changed (`Changed` in joinery.d.ts). */
export const CHANGED: Json = { outcome: 'changed' };
export const NOOP: Json = { outcome: 'noop' };

/** One call that a script can make to the host. Its input is whatever the guest sent. */
export type HostCall = ReadCall | WriteCall;

export interface ReadCall {
  access: 'read';
  answer(scope: RunScope, input: unknown): Promise<Json>;
}

export interface WriteCall {
  access: 'write';
  /** The kinds of effects that it can be. */
  kinds: readonly string[];
  /** Looks into the change. What does not exist, or is not allowed, throws here, in a plan too. */
  prepare(scope: RunScope, input: unknown): Promise<Write>;
  /** Which of the kinds it would have been, where it is refused; the first unless told. */
  kindOf?(input: unknown): string;
  /** For a call that is a write or not by what it asks: an HTTP request. */
  asRead?(input: unknown): ReadCall | null;
}

export function read<Input>(
  schema: z.ZodType<Input>,
  answer: (scope: RunScope, input: Input) => Promise<Json>,
): ReadCall {
  return { access: 'read', answer: async (scope, input) => answer(scope, parseInput(schema, input)) };
}

export function write<Input>(
  kinds: readonly string[],
  schema: z.ZodType<Input>,
  prepare: (scope: RunScope, input: Input) => Promise<Write>,
): WriteCall {
  return { access: 'write', kinds, prepare: async (scope, input) => prepare(scope, parseInput(schema, input)) };
}
