import { DOMException } from './dom-exception.ts';
import { setTimeout } from './timers.ts';

type Listener = () => void;

/** As in the DOM Standard, as far as it can be seen without events. */
export class AbortSignal {
  #aborted = false;
  #reason: unknown;
  #listeners = new Set<Listener>();

  constructor(key?: unknown) {
    if (key !== KEY) throw new TypeError('an AbortSignal comes from an AbortController');
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  addEventListener(type: 'abort', listener: Listener): void {
    if (type === 'abort') this.#listeners.add(listener);
  }

  removeEventListener(type: 'abort', listener: Listener): void {
    if (type === 'abort') this.#listeners.delete(listener);
  }

  static timeout(milliseconds: number): AbortSignal {
    const signal = new AbortSignal(KEY);
    setTimeout(() => abortSignal(signal, new DOMException('it took too long', 'TimeoutError')), milliseconds);
    return signal;
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(KEY);
    abortSignal(signal, reason);
    return signal;
  }

  static abortSignal(signal: AbortSignal, reason: unknown = new DOMException('it was aborted', 'AbortError')): void {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason;
    for (const listener of signal.#listeners) listener();
    signal.#listeners.clear();
  }
}

const KEY = Symbol('made here');
const { abortSignal } = AbortSignal;
Reflect.deleteProperty(AbortSignal, 'abortSignal');

export class AbortController {
  readonly signal = new AbortSignal(KEY);

  abort(reason?: unknown): void {
    abortSignal(this.signal, reason);
  }
}
