import type { Binding } from './binding/index.ts';

/** What follows when a step has failed for good. */
export const ON_FAILURE = ['STOP', 'CONTINUE', 'COMPENSATE'] as const;
export type OnFailure = (typeof ON_FAILURE)[number];

export interface RetryPolicy {
  /** All tries, the first one included. */
  maxAttempts: number;
  /** Before the second try; doubled for each further one. */
  backoffSeconds: number;
  maxBackoffSeconds: number;
}

/** A step runs only when the value is as it says. */
export interface StepCondition {
  value: Binding;
  operator: 'EQ' | 'NEQ' | 'IN' | 'NOT_IN' | 'EXISTS' | 'NOT_EXISTS';
  /** What it is compared with; of no matter to EXISTS and NOT_EXISTS. */
  to: Binding;
}

/** One step as a chain stores it. */
export interface ChainStep {
  /** Unique in its chain; later steps refer to its output by it. */
  name: string;
  /** Null for what Joinery does itself. */
  connectionId: string | null;
  actionType: string;
  input: Binding;
  onFailure: OnFailure;
  retry: RetryPolicy;
  timeoutSeconds: number;
  when: StepCondition | null;
}

/** Which way a chain goes. */
export type Purpose = 'PROVISION' | 'DEPROVISION' | 'OTHER';
