import { setTimeout as pause } from 'node:timers/promises';
import type ivm from 'isolated-vm';
import {
  type FailureKind,
  type LogLine,
  MOST_MESSAGE_CHARACTERS,
  type SandboxLimits,
  type SandboxResult,
  type Surface,
} from './contract.ts';
import { placeIn } from './error-place.ts';
import { isGuestMessage } from './guest-messages.ts';
import { answerGuest } from './guest-questions.ts';
import { type GuestLink, ImportDenied, linkScript, type PreparedIsolate, SCRIPT_FILE } from './isolate.ts';
import { LogBudget } from './log-budget.ts';
import type { EndKind } from './messages.ts';
import { loadPlugin } from './plugin-code.ts';
import type { ProcessorTime } from './processor-time.ts';

export interface RunOrder {
  surface: Surface;
  code: string;
  /** JSON text. */
  input: string;
  limits: SandboxLimits;
}

/** What a run tells while it goes on. */
export interface RunEvents {
  log(lines: LogLine[]): void;
  call(call: number, name: string, input: string): void;
  abandon(call: number): void;
}

type Failure = { ok: false; kind: FailureKind; message: string; line?: number; column?: number };
type Outcome = { ok: true; value: string } | Failure;

const EXCEEDED = {
  calls: ({ hostCalls }: SandboxLimits) => `more than ${hostCalls} calls to the host`,
  call: ({ messageBytes }: SandboxLimits) => `a call to the host has more than ${messageBytes} bytes`,
  output: ({ messageBytes }: SandboxLimits) => `the output has more than ${messageBytes} bytes`,
};

/**
 * What a guest may take to stop once its isolate is gone: V8 interrupts most of what it does, and not all. Processor
 * time, since on a busy machine it must first be given some; and no more than so long, should it take none.
 */
const STOP_CPU_MS = 40;
const STOP_MS = 2000;
const STOP_LOOK_MS = 50;

/** One run in one isolate, from its code to its result. The first outcome that is known is the one that counts. */
export class GuestRun {
  private readonly prepared: PreparedIsolate;
  private readonly order: RunOrder;
  private readonly events: RunEvents;
  private readonly time: ProcessorTime;
  private readonly startedAt = performance.now();
  private readonly logs: LogBudget;
  private outcome: Outcome | undefined;
  private readonly settled = Promise.withResolvers<void>();
  private readonly inside = new Set<Promise<unknown>>();
  private readonly answers: (string | number)[] = [];
  private alarm: NodeJS.Timeout | undefined;
  private isAwake = false;
  private hasBegun = false;
  /** What calls the script or plugin, once that is loaded. */
  private entry: ivm.Module | undefined;
  private hostCalls = 0;
  private lastCpuMs = 0;

  constructor(prepared: PreparedIsolate, order: RunOrder, outside: { events: RunEvents; time: ProcessorTime }) {
    this.prepared = prepared;
    this.order = order;
    this.events = outside.events;
    this.time = outside.time;
    this.time.begin(prepared.isolate);
    this.logs = new LogBudget(order.limits.logBytes, outside.events.log);
  }

  /** Whether the guest's code is running this moment, as far as is known here. */
  get isExecuting(): boolean {
    return this.inside.size > 0;
  }

  get memoryMb(): number {
    return this.order.limits.memoryMb;
  }

  cpuMs(): number {
    const { isolate } = this.prepared;
    if (!this.outcome && !isolate.isDisposed) this.lastCpuMs = this.time.spentMs(isolate);
    return this.lastCpuMs;
  }

  /** Looks at what the run takes, and ends it when that is too much. */
  look(): void {
    const { cpuMs } = this.order.limits;
    // V8 gives an isolate up before what runs in it has noticed.
    if (this.prepared.isolate.isDisposed) this.fail(undefined);
    else if (this.cpuMs() > cpuMs) this.end('timeout', `it took more than ${cpuMs} ms of processor time`);
  }

  /** Answers the result, and whether anything of the guest goes on in spite of it. */
  async execute(): Promise<{ result: SandboxResult; isStuck: boolean }> {
    const { wallMs } = this.order.limits;
    const deadline = setTimeout(() => this.end('timeout', `it took more than ${wallMs} ms`), wallMs);
    try {
      void this.start().catch((error) => this.fail(error));
      await this.settled.promise;
      const isStuck = !(await this.hasStopped());
      this.logs.flush();
      return { result: this.result(), isStuck };
    } finally {
      clearTimeout(deadline);
      clearTimeout(this.alarm);
      this.time.end(this.prepared.isolate);
    }
  }

  end(kind: EndKind, message: string): void {
    this.settle({ ok: false, kind, message });
  }

  /** The host's answer to a call; those that come while the guest is busy go in together. */
  answer(call: number, answer: string): void {
    this.answers.push(call, answer);
    this.deliver();
  }

  private async start(): Promise<void> {
    this.prepared.link = this.link();
    this.entry = await (this.order.surface === 'plugin' ? this.loadPlugin() : this.loadScript());
    if (this.outcome) return;
    await this.evaluate();
    this.deliver();
  }

  private async loadScript(): Promise<ivm.Module> {
    const { isolate } = this.prepared;
    this.open('open');
    const script = await this.enter(() => isolate.compileModule(this.order.code, { filename: SCRIPT_FILE }));
    if (!this.outcome) linkScript(this.prepared, script);
    return this.prepared.modules.entry;
  }

  private async loadPlugin(): Promise<ivm.Module> {
    const { prepared } = this;
    const entry = prepared.plugin ?? (await loadPlugin(prepared, this.order, (work) => this.enter(work)));
    if (!this.outcome) this.open('order');
    return entry;
  }

  private open(kind: 'open' | 'order'): void {
    const { input, limits } = this.order;
    this.prepared.deliver.applySync(undefined, [kind, input, limits.hostCalls, limits.messageBytes]);
  }

  /**
   * A module that awaits at its top level is evaluated over several turns, and tells of its failure only when it is
   * evaluated again: which, for one that goes on or is done, does nothing.
   */
  private async evaluate(): Promise<void> {
    const { entry } = this;
    if (entry) await this.enter(() => entry.evaluate());
  }

  private deliver(): void {
    if (this.outcome || this.isExecuting || (this.answers.length === 0 && !this.isAwake)) return;
    const values = this.answers.length > 0 ? ['answers', ...this.answers.splice(0)] : ['wake'];
    if (values[0] === 'wake') this.isAwake = false;
    void this.enter(() => this.prepared.deliver.apply(undefined, values as [string]))
      .then(() => (this.hasBegun || this.outcome ? undefined : this.evaluate()))
      .then(
        () => this.deliver(),
        (error) => this.fail(error),
      );
  }

  private enter<T>(work: () => Promise<T>): Promise<T> {
    const going = work();
    const leave = () => {
      this.inside.delete(going);
    };
    this.inside.add(going);
    going.then(leave, leave);
    return going;
  }

  private link(): GuestLink {
    const handlers: Record<string, (...values: never[]) => void> = {
      log: (level: LogLine['level'], text: string) => this.logs.add(level, text),
      call: (call: number, name: string, input: string) => this.call(call, name, input),
      abandon: (call: number) => this.events.abandon(call),
      wake: (afterMs: number) => this.wakeAfter(afterMs),
      begun: () => {
        this.hasBegun = true;
      },
      done: (value: string) => this.done(value),
      failed: (kind: 'type' | 'thrown', message: string, line: number, column: number) =>
        this.settle({
          ok: false,
          kind,
          message: message.slice(0, MOST_MESSAGE_CHARACTERS),
          ...(line ? { line, column } : {}),
        }),
      exceeded: (what: keyof typeof EXCEEDED) => this.exceed(what),
    };
    return {
      send: (kind, ...values) => {
        if (this.outcome) return;
        if (isGuestMessage(kind, values)) handlers[kind]?.(...(values as never[]));
        else this.end('denied', 'it sent what is no message');
      },
      ask: answerGuest,
    };
  }

  private wakeAfter(milliseconds: number): void {
    clearTimeout(this.alarm);
    if (milliseconds === 0) this.wake();
    else this.alarm = setTimeout(() => this.wake(), milliseconds);
  }

  private wake(): void {
    this.isAwake = true;
    this.deliver();
  }

  private call(call: number, name: string, input: string): void {
    const { hostCalls, messageBytes } = this.order.limits;
    this.hostCalls += 1;
    if (this.hostCalls > hostCalls) this.exceed('calls');
    else if (Buffer.byteLength(input) > messageBytes) this.exceed('call');
    else this.events.call(call, name.slice(0, 100), input);
  }

  private done(value: string): void {
    if (Buffer.byteLength(value) > this.order.limits.messageBytes) this.exceed('output');
    else this.settle({ ok: true, value });
  }

  private exceed(what: keyof typeof EXCEEDED): void {
    this.end('limit_exceeded', EXCEEDED[what](this.order.limits));
  }

  /** What V8 refused or threw before the script's own code could say so. */
  private fail(error: unknown): void {
    if (this.prepared.isolate.isDisposed) {
      this.settle({ ok: false, kind: 'out_of_memory', message: `it took more than ${this.memoryMb} MB` });
    } else if (error instanceof ImportDenied) {
      this.settle({ ok: false, kind: 'denied', message: error.message });
    } else {
      const isSyntax = error instanceof SyntaxError && !this.hasBegun;
      this.settle({ ok: false, kind: isSyntax ? 'syntax' : 'thrown', ...placeIn(error) });
    }
  }

  private settle(outcome: Outcome): void {
    if (this.outcome) return;
    this.cpuMs();
    this.outcome = outcome;
    this.settled.resolve();
  }

  /** Ends what still runs. False when something would not end. */
  private async hasStopped(): Promise<boolean> {
    const { isolate } = this.prepared;
    if (!isolate.isDisposed) isolate.dispose();
    if (this.inside.size === 0) return true;
    const stopped = Promise.allSettled(this.inside).then(() => true);
    const { hasHad } = this.time.watch(STOP_CPU_MS);
    for (let waitedMs = 0; waitedMs < STOP_MS; waitedMs += STOP_LOOK_MS) {
      if (await Promise.race([stopped, pause(STOP_LOOK_MS, false)])) return true;
      if (hasHad()) return false;
    }
    return false;
  }

  private result(): SandboxResult {
    const outcome = this.outcome as Outcome;
    const usage = {
      wallMs: performance.now() - this.startedAt,
      cpuMs: this.lastCpuMs,
      hostCalls: this.hostCalls,
      logBytes: this.logs.bytes,
    };
    return { ...outcome, usage };
  }
}
