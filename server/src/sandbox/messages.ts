import type { LogLine, SandboxLimits, SandboxResult, Surface } from './contract.ts';

/**
 * What the server and a child process say to each other: frames of JSON over the child's standard input and output.
 * Runs and calls have numbers that count up in a process, so that a frame that comes late meets nobody else's.
 */
export const PROTOCOL_VERSION = 1;

/** The child believes its parent; only the other direction is checked. */
export type ToChild =
  /** First of all. `guest` is the script that every isolate begins with. */
  | { type: 'start'; version: number; guest: string }
  /** `input` is JSON text. Without code it is for the plugin that was loaded last; with it, that one is thrown away. */
  | { type: 'run'; run: number; surface: Surface; code?: string; input: string; limits: SandboxLimits }
  /** To get an isolate ready in which this plugin's code has run. Answered by `loaded`. */
  | { type: 'load'; code: string }
  /** `answer` is the JSON text of a HostAnswer. */
  | { type: 'answer'; run: number; call: number; answer: string }
  | { type: 'end'; run: number; kind: EndKind; message: string };

/** Why the host ends a run that has not ended by itself. */
export type EndKind = 'timeout' | 'out_of_memory' | 'denied' | 'limit_exceeded' | 'cancelled';

export type FromChild =
  | { type: 'ready'; version: number }
  | { type: 'log'; run: number; lines: LogLine[] }
  /** `input` is JSON text. */
  | { type: 'call'; run: number; call: number; name: string; input: string }
  /** The guest takes no answer to this call any more. */
  | { type: 'abandon'; run: number; call: number }
  /** The plugin to be loaded has come to rest, and whether it can be used. */
  | { type: 'loaded'; isUsable: boolean }
  /** Its runs have used so much processor time that others should come first. */
  | { type: 'heavy' }
  /** It holds memory that does not come back: better to go on with another process. */
  | { type: 'worn' }
  | { type: 'result'; run: number; result: SandboxResult }
  /** The run has ended, and yet something of it cannot be stopped: the process must be killed. */
  | { type: 'stuck'; run: number; result: SandboxResult };
