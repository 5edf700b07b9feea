import type { ChildProcess } from 'node:child_process';
import type { Log } from '../platform/log.ts';
import { checkFrame } from './check-frame.ts';
import type { SandboxResult, SandboxRun } from './contract.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { RunLife } from './host.ts';
import { LoadAhead } from './load-ahead.ts';
import { type FromChild, PROTOCOL_VERSION, type ToChild } from './messages.ts';
import type { RunHost } from './sandbox.ts';

/** The largest message and answer that a limit allows fit in, escaped. */
const MOST_FRAME_BYTES = 32 * 2 ** 20;
const STDERR_CHARACTERS = 2000;

export interface ProcessEvents {
  log: Log;
  ready(): void;
  heavy(): void;
  worn(): void;
  /** What it has loaded ahead has come to rest: it takes runs again. */
  rested(): void;
  /** It is gone, and its runs have been told. `lastWords` is for the log. */
  gone(lastWords: string): void;
}

/** A child process and the runs that it holds, which are all of one tenant. */
export class SandboxProcess {
  private readonly child: ChildProcess;
  private readonly events: ProcessEvents;
  private readonly runs = new Map<number, RunLife>();
  private readonly exited: Promise<void>;
  private lastRun = 0;
  private stderr = '';
  isReady = false;
  isGone = false;
  /** Whose runs it holds; undefined while it holds none. */
  tenantId: string | undefined;
  private readonly ahead: LoadAhead;

  constructor(child: ChildProcess, guest: string, events: ProcessEvents) {
    this.child = child;
    this.events = events;
    const reader = new FrameReader(MOST_FRAME_BYTES, (text) => this.receive(checkFrame(text)));
    child.stdout?.on('data', (chunk: Buffer) => this.read(reader, chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString()).slice(-STDERR_CHARACTERS);
    });
    // Writing to a process that has just died; its exit tells the rest.
    child.stdin?.on('error', () => undefined);
    child.once('error', (error) => this.gone(error.message));
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.gone(`ended by ${signal ?? `code ${code}`}`);
        resolve();
      });
    });
    this.ahead = new LoadAhead({ load: (code) => this.send({ type: 'load', code }), kill: () => this.kill() });
    this.send({ type: 'start', version: PROTOCOL_VERSION, guest });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** It is no moment to give it a run. */
  get isLoading(): boolean {
    return this.ahead.isLoading;
  }

  /** Whether it has loaded what this run is for; of a script, whether nothing is lost by it. */
  isReadyFor(run: SandboxRun): boolean {
    return this.ahead.isFor(run);
  }

  get running(): number {
    return this.runs.size;
  }

  /** Whether it may have to be killed in a moment, for the sake of a run that does not end. */
  get isEnding(): boolean {
    return [...this.runs.values()].some((life) => life.isEnding);
  }

  /** How many runs it was ever given. */
  get served(): number {
    return this.lastRun;
  }

  async run(run: SandboxRun, host: RunHost): Promise<SandboxResult> {
    this.lastRun += 1;
    const number = this.lastRun;
    this.tenantId = run.tenantId;
    const isLoaded = this.ahead.take(run);
    const life = new RunLife(number, run, host, {
      log: this.events.log,
      send: (frame) => this.send(isLoaded && frame.type === 'run' ? { ...frame, code: undefined } : frame),
      kill: () => this.kill(),
    });
    this.runs.set(number, life);
    const result = await life.result;
    this.runs.delete(number);
    if (this.runs.size === 0) this.tenantId = undefined;
    return result;
  }

  /** Loads ahead what the next run may be for, while nobody needs the process. */
  loadAhead(run: SandboxRun): void {
    if (this.runs.size === 0 && !this.isGone) this.ahead.after(run);
  }

  cancelAll(): void {
    for (const life of this.runs.values()) life.cancel();
  }

  kill(): void {
    this.child.kill('SIGKILL');
    // Its exit is yet to be seen, and no run must be given to it until then.
    this.gone('was killed');
  }

  /** Lets its runs end, which were told to, and kills it. */
  async end(): Promise<void> {
    await Promise.all([...this.runs.values()].map((life) => life.result));
    this.kill();
    await this.exited;
  }

  private send(frame: ToChild): void {
    if (!this.isGone) this.child.stdin?.write(encodeFrame(frame));
  }

  private read(reader: FrameReader, chunk: Buffer): void {
    if (this.isGone) return;
    try {
      reader.push(chunk);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.kill();
    }
  }

  private receive(frame: FromChild | undefined): void {
    if (this.isGone) return;
    if (!frame || (frame.type === 'ready' && frame.version !== PROTOCOL_VERSION)) {
      this.events.log.error({ pid: this.pid, runs: this.runs.size }, 'a sandbox process sent what is no message');
      this.kill();
    } else if (frame.type === 'ready') {
      this.isReady = true;
      this.events.ready();
    } else if (frame.type === 'loaded') {
      this.ahead.loaded(frame.isUsable);
      this.events.rested();
    } else if (frame.type === 'heavy') this.events.heavy();
    else if (frame.type === 'worn') this.events.worn();
    else this.runs.get(frame.run)?.receive(frame);
  }

  private gone(why: string): void {
    if (this.isGone) return;
    this.isGone = true;
    this.ahead.end();
    for (const life of this.runs.values()) life.crash(`the process that held it ${why}`);
    this.events.gone(`${why} ${this.stderr}`.trim());
  }
}
