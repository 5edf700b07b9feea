/** An input of an action, or why there is none: `{ none: 'the provider makes a new one each time' }`. */
export type Scenario = { input: Record<string, unknown> } | { none: string };

/** What the twin's state, after `reset`, makes of an action. */
export interface ActionScenarios {
  /** The action changes something; for one that reads, it answers something. */
  fresh: Scenario;
  /** It is so already, or gone already: the action answers `noop`, and sends nothing that writes. Not for reads. */
  already?: Scenario;
  /** What the input names does not exist: the action fails with `not_found`; one that takes away may answer `noop`. */
  missing?: Scenario;
}

export interface SeenRequest {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A twin: a server on loopback that behaves as the provider does. */
export interface RunningTwin {
  /** A connection's configuration and secrets, with the twin's own address. Secrets are long and unlike all else. */
  config: Record<string, unknown>;
  secrets: Record<string, string>;
  /** By action id; every action of the plugin has its scenarios. */
  scenarios: Record<string, ActionScenarios>;
  /** By resource type: how many objects there are, more than a page of them, and how many grants on all of them together. */
  resources?: Record<string, { objects: number; grants: number }>;
  /** Puts the state back to what `scenarios` speak of, and forgets failures and requests. */
  reset(): void | Promise<void>;
  /** The next requests (one, unless `times` says more) are answered with this status, and with Retry-After where it is given. */
  failNext(status: number, options?: { times?: number; retryAfterSeconds?: number }): void;
  /** All requests since `reset`, in order. */
  requests(): readonly SeenRequest[];
  stop(): void | Promise<void>;
}

export interface TwinHarness {
  start(): Promise<RunningTwin>;
  /**
   * Methods and paths that only ask although they are no GET: `['POST /graphql']`. A path may end in `*`.
   */
  reads?: readonly string[];
}
