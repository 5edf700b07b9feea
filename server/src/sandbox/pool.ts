import type { Log } from '../platform/log.ts';
import type { SandboxResult, SandboxRun } from './contract.ts';
import type { Launcher } from './launch.ts';
import { type PlacementRules, placeFor } from './placement.ts';
import { letOthersFirst } from './priority.ts';
import { SandboxProcess } from './process.ts';
import type { RunHost, Sandbox, SandboxStats } from './sandbox.ts';
import { type WaitingRun, WaitingRuns } from './waiting-runs.ts';

export interface PoolOptions extends PlacementRules {
  /** Processes that are kept when there is nothing to do. */
  idleProcesses: number;
  /** A process is replaced after as many runs. */
  recycleAfter: number;
  log: Log;
}

/** Starting is work for a processor: a few at a time are as fast as many. */
const STARTS_AT_ONCE = 3;
/** Between a process that did not even start and the next attempt. */
const RETRY_MS = 500;
const SHRINK_EVERY_MS = 10_000;
const NO_USAGE = { wallMs: 0, cpuMs: 0, hostCalls: 0, logBytes: 0 };

/** The processes, and which of them a run goes to. One idle process is always ready or on its way. */
export class Pool implements Sandbox {
  private readonly options: PoolOptions;
  private readonly launcher: Launcher;
  private readonly guest: string;
  private readonly processes = new Set<SandboxProcess>();
  private readonly worn = new WeakSet<SandboxProcess>();
  private readonly waiting = new WaitingRuns();
  private readonly shrinking: NodeJS.Timeout;
  private retry: NodeJS.Timeout | undefined;
  private isStopped = false;
  private readonly firstReady = Promise.withResolvers<void>();

  constructor(launcher: Launcher, guest: string, options: PoolOptions) {
    this.launcher = launcher;
    this.guest = guest;
    this.options = options;
    this.shrinking = setInterval(() => this.shrink(), SHRINK_EVERY_MS).unref();
    this.refill();
  }

  get protections(): readonly string[] {
    return this.launcher.protections;
  }

  /** Resolves with the first process that is ready; rejects when it could not be started. */
  get ready(): Promise<void> {
    return this.firstReady.promise;
  }

  run(run: SandboxRun, host: RunHost): Promise<SandboxResult> {
    if (this.isStopped || host.signal?.aborted) return Promise.resolve(CANCELLED);
    const { promise, resolve } = Promise.withResolvers<SandboxResult>();
    const waiting: WaitingRun = { run, host, resolve };
    this.waiting.add(waiting);
    const cancel = () => {
      if (this.waiting.remove(waiting)) resolve(CANCELLED);
    };
    host.signal?.addEventListener('abort', cancel, { once: true });
    this.place();
    return promise.finally(() => host.signal?.removeEventListener('abort', cancel));
  }

  stats(): SandboxStats {
    const ready = [...this.processes].filter((process) => process.isReady);
    return {
      processes: ready.length,
      busy: ready.filter((process) => process.running > 0).length,
      running: ready.reduce((sum, process) => sum + process.running, 0),
      waiting: this.waiting.size,
    };
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.shrinking);
    clearTimeout(this.retry);
    for (const tenantId of this.waiting.tenants())
      for (let next = this.waiting.take(tenantId); next; next = this.waiting.take(tenantId)) next.resolve(CANCELLED);
    for (const process of this.processes) process.cancelAll();
    await Promise.all([...this.processes].map((process) => process.end()));
  }

  private place(): void {
    for (let hasPlaced = true; hasPlaced && this.waiting.size > 0; ) {
      hasPlaced = this.waiting.tenants().some((tenantId, _, tenants) => this.placeNext(tenantId, tenants.length > 1));
    }
    this.refill();
  }

  private placeNext(tenantId: string, othersWait: boolean): boolean {
    const busy = [...this.processes].filter((process) => process.tenantId !== undefined);
    const isFull = busy.length >= this.options.processes;
    // A new run must not go down with one that is being ended by force.
    const isUsable = (process: SandboxProcess) =>
      process.isReady && !process.isLoading && !process.isEnding && !this.worn.has(process);
    const usable = (isFull ? busy : [...this.processes]).filter(isUsable);
    const first = this.waiting.first(tenantId);
    const process = first && placeFor(first.run, usable, { rules: this.options, othersWait });
    const next = process && this.waiting.take(tenantId);
    if (!process || !next) return false;
    void this.runIn(process, next);
    return true;
  }

  private async runIn(process: SandboxProcess, { run, host, resolve }: WaitingRun): Promise<void> {
    const result = await process.run(run, host);
    resolve(result);
    this.moveBehind(process);
    if (this.worn.has(process) || process.served >= this.options.recycleAfter) this.wear(process);
    else if (result.ok && this.waiting.size === 0) process.loadAhead(run);
    this.place();
  }

  /** The one that has rested longest is next: it has had the time to get its next isolate ready. */
  private moveBehind(process: SandboxProcess): void {
    if (this.processes.delete(process)) this.processes.add(process);
  }

  /** Its guests have had more of the processors than is their share. */
  private putBehind(process: SandboxProcess): void {
    if (this.worn.has(process)) return;
    this.worn.add(process);
    letOthersFirst(process.pid);
  }

  /** Gives the process no more runs, and ends it with its last. */
  private wear(process: SandboxProcess): void {
    this.worn.add(process);
    if (process.running === 0) process.kill();
  }

  private refill(): void {
    if (this.isStopped || this.retry) return;
    const { processes, idleProcesses } = this.options;
    const all = [...this.processes];
    const starting = all.filter((process) => !process.isReady).length;
    const idle = all.filter((process) => process.isReady && process.tenantId === undefined).length;
    const wanted = Math.max(idleProcesses - all.length, this.waiting.tenants().length + 1 - idle - starting);
    // One more than may be busy: where one dies, another takes its place without being started first.
    const count = Math.min(wanted, processes + 1 - all.length, STARTS_AT_ONCE - starting);
    for (let index = 0; index < count; index += 1) this.start();
  }

  private start(): void {
    const process: SandboxProcess = new SandboxProcess(this.launcher.start(), this.guest, {
      log: this.options.log,
      ready: () => {
        this.firstReady.resolve();
        this.place();
      },
      heavy: () => this.putBehind(process),
      worn: () => this.wear(process),
      rested: () => this.place(),
      gone: (lastWords) => this.replace(process, lastWords),
    });
    this.processes.add(process);
  }

  private replace(process: SandboxProcess, lastWords: string): void {
    this.processes.delete(process);
    if (this.isStopped) return;
    if (process.isReady) this.place();
    else this.startLater(lastWords);
  }

  private startLater(lastWords: string): void {
    this.options.log.error({ reason: lastWords }, 'a sandbox process did not start');
    this.firstReady.reject(new Error(`a sandbox process did not start: ${lastWords}`));
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.refill();
    }, RETRY_MS);
  }

  private shrink(): void {
    const idle = [...this.processes].filter((process) => process.isReady && process.tenantId === undefined);
    if (idle.length > 1 && this.processes.size > this.options.idleProcesses) idle[0]?.kill();
  }
}

const CANCELLED: SandboxResult = { ok: false, kind: 'cancelled', message: 'it was cancelled', usage: NO_USAGE };
