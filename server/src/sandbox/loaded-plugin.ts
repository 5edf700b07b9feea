import { DEFAULT_LIMITS } from './contract.ts';
import { answerGuest } from './guest-questions.ts';
import type { PreparedIsolate } from './isolate.ts';
import { loadPlugin } from './plugin-code.ts';

/**
 * An isolate in which a plugin's code has run, ahead of the one run that it will be used for.
 *
 * 1. It holds the code, and nothing of any run: no input, and no answer of a host.
 * 2. Code that does more than define the plugin is not loaded ahead: what it says before it is asked for anything spoils
 *    the isolate.
 */
export class LoadedPlugin {
  readonly code: string;
  readonly prepared: PreparedIsolate;
  readonly memoryMb = DEFAULT_LIMITS.memoryMb;
  isExecuting = true;

  constructor(prepared: PreparedIsolate, code: string) {
    this.prepared = prepared;
    this.code = code;
    prepared.link = { send: () => this.end(), ask: answerGuest };
  }

  /** Answers whether it can be used, when nothing of the code goes on. */
  async load(): Promise<boolean> {
    const order = { code: this.code, limits: DEFAULT_LIMITS };
    try {
      this.prepared.plugin = await loadPlugin(this.prepared, order, (work) => work());
    } catch {
      // The run that wants the code tells why it cannot be loaded.
      this.end();
    }
    this.isExecuting = false;
    return !this.prepared.isolate.isDisposed;
  }

  end(): void {
    const { isolate } = this.prepared;
    if (!isolate.isDisposed) isolate.dispose();
  }
}
