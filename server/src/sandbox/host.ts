import type { Log } from '../platform/log.ts';
import {
  type HostAnswer,
  type HostCall,
  type Json,
  MOST_LOG_LINES,
  type SandboxResult,
  type SandboxRun,
} from './contract.ts';
import type { EndKind, FromChild, ToChild } from './messages.ts';
import type { RunHost } from './sandbox.ts';

/** From the moment that a run should have ended to the one at which its process is killed. */
export const GRACE_MS = 250;
/** More than the guest ever has open; more than this is none of its doing. */
const CALLS_AT_ONCE = 64;
const DEEPEST_INPUT = 64;

/** What a run may ask of the process that holds it. */
export interface RunProcess {
  log: Log;
  send(frame: ToChild): void;
  /** Kills the process, and with it every run that it holds. */
  kill(): void;
}

type FrameOfRun = Extract<FromChild, { run: number }>;

/**
 * A run as the server sees it.
 *
 * 1. It ends within its wall clock limit and a grace, whatever its process does: the process is killed.
 * 2. A call is made only if its name is among the run's capabilities, within the number and size of calls allowed.
 *    Nothing that the child has checked is taken for checked.
 * 3. Nothing reaches the host after the run has ended, and no call once it was told to.
 */
export class RunLife {
  readonly result: Promise<SandboxResult>;
  private readonly run: SandboxRun;
  private readonly host: RunHost;
  private readonly number: number;
  private readonly process: RunProcess;
  private readonly log: Log;
  private readonly startedAt = performance.now();
  private readonly resolve: (result: SandboxResult) => void;
  private readonly deadline: NodeJS.Timeout;
  private ending: { kind: EndKind; message: string } | undefined;
  private killing: NodeJS.Timeout | undefined;
  private hasEnded = false;
  private hostCalls = 0;
  private readonly open = new Map<number, AbortController>();
  private logBytes = 0;
  private logLines = 0;

  constructor(number: number, run: SandboxRun, host: RunHost, process: RunProcess) {
    this.number = number;
    this.run = run;
    this.host = host;
    this.process = process;
    this.log = process.log;
    const { promise, resolve } = Promise.withResolvers<SandboxResult>();
    this.result = promise;
    this.resolve = resolve;
    const { surface = 'script', code, limits } = run;
    const { wallMs } = limits;
    this.deadline = setTimeout(
      () => this.kill({ kind: 'timeout', message: `it took more than ${wallMs} ms` }),
      wallMs + GRACE_MS,
    );
    host.signal?.addEventListener('abort', this.cancel, { once: true });
    process.send({ type: 'run', run: number, surface, code, input: JSON.stringify(run.input), limits });
  }

  receive(frame: FrameOfRun): void {
    if (this.hasEnded) return;
    if (frame.type === 'log') this.takeLog(frame.lines);
    else if (frame.type === 'call') this.call(frame.call, frame.name, frame.input);
    else if (frame.type === 'abandon') this.open.get(frame.call)?.abort();
    else if (frame.type === 'result') this.end(frame.result);
    else if (frame.type === 'stuck') {
      this.end(frame.result);
      this.process.kill();
    }
  }

  /** Its process is gone. */
  crash(message: string): void {
    this.end({ ok: false, kind: 'crashed', message, usage: this.usage() });
  }

  /** It was told to end and has not yet; if it does not, its process is killed. */
  get isEnding(): boolean {
    return this.ending !== undefined && !this.hasEnded;
  }

  readonly cancel = (): void => this.stop('cancelled', 'it was cancelled');

  private takeLog(lines: Extract<FromChild, { type: 'log' }>['lines']): void {
    const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line.text), 0);
    this.logBytes += bytes;
    this.logLines += lines.length;
    // One line more than the limit says that it was reached.
    if (this.logBytes > this.run.limits.logBytes + 1024 || this.logLines > MOST_LOG_LINES + 1) return;
    try {
      this.host.log(lines);
    } catch (error) {
      // Whoever takes lines must not bring down who reads from the process, and with it the runs of others.
      this.log.error({ err: error, runId: this.run.runId }, 'lines of a run could not be taken');
    }
  }

  private call(call: number, name: string, text: string): void {
    if (this.ending) return;
    this.hostCalls += 1;
    const refusal = this.refusalOf(call, name, text);
    if (refusal) {
      this.stop(refusal.kind, refusal.message);
      return;
    }
    const input = parseInput(text);
    if (input === undefined) this.stop('denied', `what it sent to ${name} is not JSON that is taken`);
    else void this.answer(call, { name, input });
  }

  private refusalOf(call: number, name: string, text: string): { kind: EndKind; message: string } | undefined {
    const { limits, capabilities } = this.run;
    if (this.open.has(call)) return { kind: 'denied', message: 'it sent what is no message' };
    if (!capabilities.includes(name)) return { kind: 'denied', message: `it may not call ${name}` };
    if (this.hostCalls > limits.hostCalls || this.open.size >= CALLS_AT_ONCE)
      return { kind: 'limit_exceeded', message: `more than ${limits.hostCalls} calls to the host` };
    if (Buffer.byteLength(text) > limits.messageBytes)
      return { kind: 'limit_exceeded', message: `a call to the host has more than ${limits.messageBytes} bytes` };
    return undefined;
  }

  private async answer(call: number, request: HostCall): Promise<void> {
    const interest = new AbortController();
    this.open.set(call, interest);
    const answer = await this.ask(request, interest.signal);
    this.open.delete(call);
    if (!this.hasEnded) this.process.send({ type: 'answer', run: this.number, call, answer });
  }

  /** A host that fails instead of answering is our fault: the script is told no more than that. */
  private async ask(request: HostCall, signal: AbortSignal): Promise<string> {
    try {
      return JSON.stringify(await this.host.call(request, signal));
    } catch (error) {
      this.log.error({ err: error, runId: this.run.runId, call: request.name }, 'a host call failed');
      return JSON.stringify({ ok: false, code: 'INTERNAL', message: `${request.name} failed` } satisfies HostAnswer);
    }
  }

  /** Asks the child to end it, and does not rely on it. */
  private stop(kind: EndKind, message: string): void {
    if (this.hasEnded || this.ending) return;
    this.ending = { kind, message };
    this.process.send({ type: 'end', run: this.number, kind, message });
    this.killing = setTimeout(() => this.kill({ kind, message }), GRACE_MS);
  }

  private kill({ kind, message }: { kind: EndKind; message: string }): void {
    this.end({ ok: false, kind, message, usage: this.usage() });
    this.process.kill();
  }

  private end(result: SandboxResult): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    clearTimeout(this.deadline);
    clearTimeout(this.killing);
    this.host.signal?.removeEventListener('abort', this.cancel);
    for (const interest of this.open.values()) interest.abort();
    // What we ended ends as we said, even if it would have it otherwise.
    if (this.ending) this.resolve({ ok: false, ...this.ending, usage: result.usage });
    else this.resolve(this.checked(result));
  }

  private checked(result: SandboxResult): SandboxResult {
    const { messageBytes } = this.run.limits;
    if (!result.ok || Buffer.byteLength(String(result.value)) <= messageBytes) return result;
    const message = `the output has more than ${messageBytes} bytes`;
    return { ok: false, kind: 'limit_exceeded', message, usage: result.usage };
  }

  private usage() {
    const wallMs = performance.now() - this.startedAt;
    return { wallMs, cpuMs: 0, hostCalls: this.hostCalls, logBytes: this.logBytes };
  }
}

/** Undefined for what is no JSON, is nested too deeply to be walked, or would name a prototype. */
function parseInput(text: string): Json | undefined {
  try {
    const input: Json = JSON.parse(text);
    return isPlain(input, DEEPEST_INPUT) ? input : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((item) => isPlain(item, depth - 1));
}
