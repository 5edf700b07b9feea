import type { HostAnswer, HostCall, LogLine, SandboxResult, SandboxRun } from './contract.ts';

/*
 * The sandbox as this server has it in its hands: functions and signals of its own side. None of them crosses to where
 * runs are made; what does is in contract.ts.
 */

/** What the caller of a run takes care of while it goes on. */
export interface RunHost {
  /**
   * Answers a call. It was checked to be allowed, and nothing else: `input` is whatever JSON the guest sent. The signal
   * aborts when nobody waits for the answer any more, because the guest gave it up or the run has ended.
   */
  call(call: HostCall, signal: AbortSignal): Promise<HostAnswer>;
  /** Takes log lines, in order, in batches. */
  log(lines: readonly LogLine[]): void;
  /** Ends the run with `cancelled`. */
  signal?: AbortSignal;
}

export interface SandboxStats {
  /** Processes that are ready, and of those, how many hold a run. */
  processes: number;
  busy: number;
  running: number;
  waiting: number;
}

/** Where runs are made: child processes here, or later an agent elsewhere. */
export interface Sandbox {
  /** Never rejects: what goes wrong is in the result. Waits while every place is taken. */
  run(run: SandboxRun, host: RunHost): Promise<SandboxResult>;
  stats(): SandboxStats;
  /** What holds the guests on this machine, one line a measure: what is in force, and what is not and why. */
  readonly protections: readonly string[];
  /** Ends the runs that are left as `cancelled`, and the processes. */
  stop(): Promise<void>;
}
