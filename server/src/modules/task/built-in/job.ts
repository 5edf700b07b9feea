import type { Context } from '../../../context.ts';

/** A verb of a module that a task runs in a tenant. Answers, for people, what it has done; says so too when nothing. */
export type BuiltInJob = (ctx: Context, tools: BuiltInTools) => Promise<string>;

export interface BuiltInTools {
  log(text: string): void;
  /** Ends with the run. */
  signal: AbortSignal;
}

/** By the type of the task. */
export type BuiltInJobs = Readonly<Record<string, BuiltInJob>>;
