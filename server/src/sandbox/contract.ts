/**
 * What the server and a sandbox say to each other. Everything here is plain data that JSON can carry, so that the same
 * contract can cross a network: no function, no handle, no object of either side.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What one run may take. Whatever passes a limit ends the run with the failure that is named. */
export interface SandboxLimits {
  /** From the start of the run to its end, waits included: `timeout`. */
  wallMs: number;
  /** Processor time of the guest: `timeout`. */
  cpuMs: number;
  /** Heap of the guest and what it holds outside of it: `out_of_memory`. */
  memoryMb: number;
  /** Bytes of log text in UTF-8; what is more is dropped, and one line says so. */
  logBytes: number;
  /** Messages to the host: `limit_exceeded`. */
  hostCalls: number;
  /** Bytes of one message to the host, or of the value that the run answers: `limit_exceeded`. */
  messageBytes: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  wallMs: 30_000,
  cpuMs: 10_000,
  memoryMb: 64,
  logBytes: 256 * 1024,
  hostCalls: 10_000,
  messageBytes: 1024 * 1024,
};

/**
 * `script`: an ES module in JavaScript that imports from `joinery` only and exports a function as its default.
 * `plugin`: a classic script that defines `plugin`, whose `default` is called with `{ input, callHost }` and answers text.
 */
export type Surface = 'script' | 'plugin';

/** One run to make. */
export interface SandboxRun {
  tenantId: string;
  runId: string;
  /** Whose rules `code` follows, and what it finds; a script's unless told. */
  surface?: Surface;
  code: string;
  /** For a script what `joinery` makes its synchronous parts of: config, secrets, trigger, run. A plugin has it as it is. */
  input: Json;
  /** The names of the host calls that it may make; any other is `denied`. */
  capabilities: readonly string[];
  limits: SandboxLimits;
}

/** A message of the guest to the host, by its name in the list of host calls. */
export interface HostCall {
  name: string;
  input: Json;
}

/** What the host says to it. A failure is thrown in the guest as a JoineryError with this code. */
export type HostAnswer = { ok: true; value: Json } | { ok: false; code: string; message: string };

/** Of a log line: what is longer is cut, wherever that may be. */
export const MOST_LINE_CHARACTERS = 10_000;
/** Of one run; what is more is dropped as what passes `logBytes` is. */
export const MOST_LOG_LINES = 10_000;
/** Of a failure's message. */
export const MOST_MESSAGE_CHARACTERS = 4000;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export interface LogLine {
  /** RFC 3339, UTC. */
  at: string;
  level: (typeof LOG_LEVELS)[number];
  text: string;
}

export const FAILURE_KINDS = [
  /** The code is not JavaScript that can be loaded. */
  'syntax',
  /** It has no default export that can be called, or answers what is not text, or not JSON. */
  'type',
  /** It threw, or its promise was rejected. */
  'thrown',
  /** Wall clock or processor time ran out. */
  'timeout',
  'out_of_memory',
  /** It asked for what it was not given. */
  'denied',
  /** Too many or too large messages. */
  'limit_exceeded',
  /** The caller's signal. */
  'cancelled',
  /** The process that held it died, by its doing or not. */
  'crashed',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface SandboxUsage {
  wallMs: number;
  cpuMs: number;
  hostCalls: number;
  logBytes: number;
}

export type SandboxResult =
  | { ok: true; value: Json; usage: SandboxUsage }
  | {
      ok: false;
      kind: FailureKind;
      /** For the script's author; may hold what the script itself put there, secrets or a part of one: mask before keeping. */
      message: string;
      /** Where in `code`, from 1, when that is known. */
      line?: number;
      column?: number;
      usage: SandboxUsage;
    };
