import * as z from 'zod';
import type { Context } from './context.ts';
import type { Outcome } from './outcome.ts';
import { ProviderError } from './provider-error.ts';
import type { Entitlement, Grant, Page, ResourceObject } from './resource-shapes.ts';

/** `write` makes or changes, and can be undone; `destructive` takes away: it counts against removal budgets. */
export const EFFECTS = ['read', 'write', 'destructive'] as const;
export type Effect = (typeof EFFECTS)[number];

type PathIn<Name extends string, T> = T extends object
  ? `${Name}.${Extract<keyof T, string>}${'' | `.${string}`}`
  : never;

/**
 * The action that undoes this one, and where its input comes from: `{ team: 'input.team', user_id: 'output.id' }`, or
 * `{ value: … }` for what is always the same. Data, so that it stands in the manifest and works when the plugin does not.
 */
export interface InverseDefinition<I = Record<string, unknown>, O = Record<string, unknown>> {
  action: string;
  input: Record<string, PathIn<'input', I> | PathIn<'output', O> | { value: unknown }>;
}

export interface ActionDefinition<
  C extends z.ZodObject = z.ZodObject,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
> {
  /**
   * `<provider>_api_<verb>_<object>`, in snake case and unique in the plugin: `github_api_add_user_to_group`. What is no
   * call of an API begins with the provider all the same: `slack_notification`, `gitlab_issue_create`.
   */
  id: string;
  /** A few words, in the imperative: `Add a person to a team`. */
  title: string;
  description?: string;
  /** The plugin's own `config` schema, for the type of `ctx.config`. */
  config?: C;
  input: I;
  output: O;
  effect: Effect;
  /** null where nothing undoes it, and for reads. */
  inverse: InverseDefinition<z.output<I>, z.output<O>> | null;
  /** Whether doing it twice is the same as doing it once. Only then is an interrupted attempt made again unasked. */
  idempotent: boolean;
  /** What the provider asks of the credentials, in its own words: `members: write`. */
  permissions: readonly string[];
  /**
   * It asks people, and a step of a chain then waits for their decision. Joinery puts its own `reference` into the input,
   * which has to come back with the decision, and reads `userIds`, `role`, `deadlineSeconds` and `onDeadline` of it.
   */
  asksApproval?: boolean;
  /** Why the provider's API cannot do this at all. `run` then fails so, whatever it is given. */
  notSupported?: string;
  /** Answers `changed` or `noop`; throws ProviderError. What was so already is a noop. */
  run(ctx: Context<z.output<C>>, input: z.output<I>): Promise<Outcome<z.output<O>>>;
}

/** An action that other providers have and this one's API cannot do, and why; say what to do instead. */
export type NotSupportedDefinition = Pick<ActionDefinition, 'id' | 'title'> & { notSupported: string };

/**
 * Something that the plugin can do at its provider; or, with `notSupported`, what it cannot do, which fails with that
 * reason as `not_supported`:
 *
 *     defineAction({ id: 'datadog_api_delete_user', title: 'Delete a user', notSupported: 'Datadog only disables.' })
 */
export function defineAction(definition: NotSupportedDefinition): ActionDefinition;
export function defineAction<I extends z.ZodObject, O extends z.ZodObject, C extends z.ZodObject = z.ZodObject>(
  definition: ActionDefinition<C, I, O>,
): ActionDefinition<C, I, O>;
export function defineAction<T extends { run: unknown }>(definition: T | NotSupportedDefinition): T | ActionDefinition {
  return 'run' in definition ? definition : refusing(definition);
}

/** It takes any input, so that a chain can name it for whichever provider it is made. */
function refusing(definition: NotSupportedDefinition): ActionDefinition {
  const reason = definition.notSupported;
  return {
    ...definition,
    description: `Not supported: ${reason}`,
    input: z.object({}),
    output: z.object({}),
    effect: 'read',
    inverse: null,
    idempotent: true,
    permissions: [],
    run: async () => {
      throw new ProviderError('not_supported', reason);
    },
  };
}

export interface ResourceDefinition<C extends z.ZodObject = z.ZodObject> {
  /** One word in snake case: `team`. */
  type: string;
  title: string;
  /** The plugin's own `config` schema, for the type of `ctx.config`. */
  config?: C;
  /** Every object of this type. */
  objects(ctx: Context<z.output<C>>, cursor: string | null): Promise<Page<ResourceObject>>;
  /** What people can hold of an object. */
  entitlements(ctx: Context<z.output<C>>, object: ResourceObject, cursor: string | null): Promise<Page<Entitlement>>;
  /** Who holds what of it now. */
  grants(ctx: Context<z.output<C>>, object: ResourceObject, cursor: string | null): Promise<Page<Grant>>;
}

/**
 * A type of thing at the provider that people hold entitlements of, read page by page, so that what is can be compared
 * with what should be. `cursor` is null for the first page, then what the page before answered as `next`.
 */
export function defineResource<C extends z.ZodObject = z.ZodObject>(
  definition: ResourceDefinition<C>,
): ResourceDefinition<C> {
  return definition;
}
