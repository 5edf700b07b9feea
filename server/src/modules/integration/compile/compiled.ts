import type { KeyObject } from 'node:crypto';
import type { Binding } from '../../chain/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';

/** An HTTP request as an action makes it of an event, unsigned. */
export interface RenderedRequest {
  readonly method: string;
  readonly url: string;
  /** Lower-cased names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type Rendered =
  | { ok: true; kind: 'request'; request: RenderedRequest }
  | { ok: true; kind: 'task'; taskId: string }
  | { ok: true; kind: 'flow'; chainId: string; input: Binding; subjectId: Binding }
  | { ok: true; kind: 'log'; level: 'info' | 'warn' | 'error'; message: string }
  | { ok: false; error: string };

/** One action, ready to be performed: nothing is parsed any more when an event comes. */
export interface CompiledAction {
  readonly id: string;
  readonly kind: 'http' | 'slack' | 'log' | 'trigger_task' | 'start_flow';
  readonly timeoutMs: number;
  readonly maxRetries: number;
  /** Whether requests carry a Standard Webhooks signature. */
  readonly isSigned: boolean;
  render(event: DispatchedEvent): Rendered;
}

/** One enabled integration of a tenant, compiled from its row and its secrets. */
export interface CompiledIntegration {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  /** When it began to do nothing but fail; null while it is well. */
  readonly failingSince: Date | null;
  readonly eventTypes: ReadonlySet<string>;
  readonly actions: readonly CompiledAction[];
  /** Keys to sign with, the current one first; two during a rotation. Those that are valid when it is read. */
  readonly signingSecrets: readonly KeyObject[];
  /** Whether the event is of its types and its conditions hold. */
  matches(event: DispatchedEvent): boolean;
  /** Hides this integration's secrets in a text, in whatever encoding they stand there. */
  mask(text: string): string;
}

/** A tenant's integrations; deliveries of those that could not be compiled fail with the reason. */
export interface CompiledTenant {
  readonly version: string;
  /** By event type, so that an event meets only those that listen to it. */
  readonly byEventType: ReadonlyMap<string, readonly CompiledIntegration[]>;
  /** All that are not deleted, disabled ones too: what a retry looks up. */
  readonly byId: ReadonlyMap<string, CompiledIntegration>;
  /** Those that could not be compiled. */
  readonly problems: readonly { integrationId: string; problem: string }[];
}
