import type { FieldError } from '../../../errors.ts';
import type { CompiledAction } from '../compile/compiled.ts';
import type { TemplateContext } from '../template/index.ts';
import type { NewAction } from './new-action.ts';
import type { StoredAction, StoredActionKind } from './stored-action.ts';

/** A template of an action: where it stands in the action's input, and what it is rendered to. */
export interface TemplateUse {
  path: string;
  source: string;
  context: TemplateContext;
}

export interface AcceptedAction {
  action: StoredAction;
  /** Secrets to keep for the action, by name; null removes one, and one that is not named stays. */
  secrets: Record<string, string | null>;
  /** What is wrong, with paths within the action's input. */
  errors: FieldError[];
}

/** What an action is compiled with. */
export interface ActionSecrets {
  /** The action's own, by name: `token`. */
  readonly own: ReadonlyMap<string, string>;
  /** The integration's, that templates name. */
  readonly named: Readonly<Record<string, string>>;
}

export type CompiledOrProblem = { ok: true; action: CompiledAction } | { ok: false; problem: string };

/** One kind of action: how it is accepted, checked and compiled. */
export interface ActionDefinition {
  readonly kind: StoredActionKind;
  /** The part of an action's input that is of this kind. */
  readonly inputKey: keyof NewAction;
  /** Turns an input into what is stored. `current` is the stored action that it replaces. */
  accept(input: NewAction[keyof NewAction], id: string, current: StoredAction | undefined): AcceptedAction;
  templates(action: StoredAction): TemplateUse[];
  /** What is allowed and may be unwise, with paths within the action's input. */
  warnings(action: StoredAction): FieldError[];
  compile(action: StoredAction, secrets: ActionSecrets): CompiledOrProblem;
}
