import type * as z from 'zod';
import type { ActionDefinition, ResourceDefinition } from './actions.ts';
import type { AuthSpec } from './auth.ts';
import type { Context, ErrorOf } from './context.ts';
import type { ConfigRef } from './references.ts';

export interface SecretDefinition {
  /** `Access token` */
  title: string;
  /** Where it is made, and what it must be allowed. */
  description: string;
  optional?: boolean;
}

/**
 * The base URL of an endpoint: a literal, the whole of a configuration value, or a literal with host parts from the
 * configuration, `https://api.{site}`. Https, or http where the operator's address rules let it through. `headers` go with
 * every request to it, unless the request has its own: `{ 'X-GitHub-Api-Version': '2022-11-28' }`.
 */
export type EgressDefinition =
  | string
  | ConfigRef
  | { url: string | ConfigRef; ca?: ConfigRef; headers?: Record<string, string> };

/** What `check` found: who the credentials are, and what they lack. */
export interface CheckResult {
  /** The account, as the provider calls it. */
  identity: string;
  /** What some action needs and the credentials are not allowed, in the provider's words; empty when nothing lacks. */
  missing: string[];
}

// Actions are of as many types as there are, and only their own `run` ever sees a value of them.
// biome-ignore lint/suspicious/noExplicitAny: the schemas' types are checked where the action is defined
type AnyAction = ActionDefinition<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
type AnyResource = ResourceDefinition<any>;

export interface PluginDefinition<C extends z.ZodObject = z.ZodObject> {
  /** In kebab case, unique in the catalogue; first part of its actions' ids, in snake case: `argo-cd`, `argo_cd_api_…`. */
  id: string;
  name: string;
  /** Semantic Versioning 2.0.0. */
  version: string;
  /** One sentence. */
  description: string;
  /** `source-control`, `monitoring`, `on-call`, `deployment`, `messaging`, `issue-tracking`, `identity`, `general`. */
  category: string;
  /** What a connection is configured with. Every field is described: forms and docs are made of it. */
  config: C;
  secrets: Record<string, SecretDefinition>;
  /** Every base URL that the plugin may reach, by name. The first is the one of `ctx.http`. */
  egress: Record<string, EgressDefinition>;
  /** By endpoint. An endpoint that is not named is not authenticated. */
  auth: Record<string, AuthSpec>;
  /** By endpoint: what its answers mean where their status does not say it. */
  errorOf?: Record<string, ErrorOf>;
  /** Per account at the provider, over everybody's connections to it where `account` names it. */
  rateLimit?: { requestsPerSecond?: number; concurrency?: number };
  /**
   * Keys of `config` that name the account. Left out, each connection is one by itself: where everybody's configuration is
   * the same and the credentials alone tell accounts apart, a shared budget would be shared by strangers.
   */
  account?: readonly Extract<keyof z.output<C>, string>[];
  /** Whether a connection works; one or two reads. Throws ProviderError. */
  check(ctx: Context<z.output<C>>): Promise<CheckResult>;
  resources: readonly AnyResource[];
  actions: readonly AnyAction[];
}

/** A plugin, the default export of its `src/index.ts`. It is data and functions: nothing runs when it is loaded. */
export function definePlugin<C extends z.ZodObject>(definition: PluginDefinition<C>): PluginDefinition<C> {
  return definition;
}
