import type { ErrorKind } from '../define/provider-error.ts';
import type { ResourceObject } from '../define/resource-shapes.ts';

/** What the sandbox's module `joinery` gives a plugin: its order, and messages to the host. */
export interface GuestLink {
  input: unknown;
  /** Rejects with an error that has a `code`: an ErrorKind, or `planned`. */
  callHost(name: string, input: object): Promise<unknown>;
}

interface Order {
  config: Record<string, unknown>;
  run: { id: string; mode: 'apply' | 'plan' };
}

/** What a run of a plugin is asked for. */
export type GuestOrder = Order &
  (
    | { operation: 'action'; action: string; input: Record<string, unknown> }
    | { operation: 'objects'; resource: string; cursor: string | null }
    | { operation: 'entitlements' | 'grants'; resource: string; object: ResourceObject; cursor: string | null }
    | { operation: 'check' }
  );

/** What it answers, as JSON text. */
export type GuestAnswer =
  | { outcome: 'changed'; output: unknown }
  | { outcome: 'noop'; output: unknown; reason: string }
  /** A write was held back by the host, which has noted it as an effect. */
  | { outcome: 'planned' }
  /** RFC 3339. */
  | { sleepUntil: string }
  | { page: { items: unknown[]; next: string | null } }
  | { check: { identity: string; missing: string[] } }
  | { error: { kind: ErrorKind | 'internal'; message: string; status?: number } };

/** The host calls that a plugin can make: all there are. */
export const HOST_CALLS = ['http.request', 'jwt.sign'] as const;

export interface HttpCall {
  endpoint: string;
  method: string;
  /** From `/`, below the endpoint's base, or a whole URL below it. */
  path: string;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body: string | null;
  reads: boolean;
  /** Where a new credential stands in the answer: see HttpOptions. */
  seal?: string;
  /** The same request as the one before, whose answer asked to be sent again after so long. */
  againAfterMs?: number;
}

export interface HttpCallAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
