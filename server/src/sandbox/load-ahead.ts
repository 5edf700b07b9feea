import { DEFAULT_LIMITS, type SandboxRun } from './contract.ts';

/** Far more than it takes to define a plugin. */
const LOAD_MS = 2000;

interface Loading {
  load(code: string): void;
  /** What does not come to rest is ended by force. */
  kill(): void;
}

type PluginOf = Pick<SandboxRun, 'tenantId' | 'code'>;

/**
 * Which plugin a process has loaded ahead, in an isolate that the next run of the same tenant and code will use.
 *
 * 1. It is for that tenant only: a run of another, or for something else, makes the process throw it away.
 * 2. Code runs ahead only while the process holds no run: what it does there it does to nobody.
 */
export class LoadAhead {
  private readonly process: Loading;
  private last: PluginOf | undefined;
  private refused: string | undefined;
  private loading: PluginOf | undefined;
  private ready: PluginOf | undefined;
  private deadline: NodeJS.Timeout | undefined;

  constructor(process: Loading) {
    this.process = process;
  }

  get isLoading(): boolean {
    return this.loading !== undefined;
  }

  /** Whether it is the best that this run can find: its plugin, or for a script nothing that it would throw away. */
  isFor(run: SandboxRun): boolean {
    return this.ready === undefined ? run.surface !== 'plugin' : isSame(this.ready, run);
  }

  /** Whether the run uses what is loaded. It is gone in any case. */
  take(run: SandboxRun): boolean {
    const isTaken = isSame(this.ready, run);
    this.ready = undefined;
    return isTaken;
  }

  /** A tenant that has run a plugin twice in a row may do so again. */
  after(run: SandboxRun): void {
    const isAgain = isSame(this.last, run);
    this.last = run.surface === 'plugin' ? { tenantId: run.tenantId, code: run.code } : undefined;
    if (!isAgain || this.refused === run.code) return;
    this.loading = this.last;
    this.deadline = setTimeout(() => this.process.kill(), LOAD_MS);
    this.process.load(run.code);
  }

  loaded(isUsable: boolean): void {
    clearTimeout(this.deadline);
    this.ready = isUsable ? this.loading : undefined;
    if (!isUsable) this.refused = this.loading?.code;
    this.loading = undefined;
  }

  end(): void {
    clearTimeout(this.deadline);
  }
}

function isSame(plugin: PluginOf | undefined, { surface, limits, tenantId, code }: SandboxRun): boolean {
  const isPlugin = surface === 'plugin' && limits.memoryMb === DEFAULT_LIMITS.memoryMb;
  return isPlugin && plugin?.tenantId === tenantId && plugin.code === code;
}
