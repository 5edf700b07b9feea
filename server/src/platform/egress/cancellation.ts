export type CancelReason = 'timeout' | 'aborted';

/**
 * What may end a request early: its deadline and the caller's signal. One timer and one object a request,
 * through queue, connection, body and redirects.
 */
export class Cancellation {
  #reason: CancelReason | undefined;
  #listener: ((reason: CancelReason) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (!signal) return;
    if (signal.aborted) this.#reason = 'aborted';
    this.#onAbort = () => this.#cancel('aborted');
    signal.addEventListener('abort', this.#onAbort);
  }

  get reason(): CancelReason | undefined {
    return this.#reason;
  }

  /** The first call counts: a redirect does not get a new deadline. */
  startTimer(timeoutMs: number): void {
    this.#timer ??= setTimeout(expire, timeoutMs, this);
  }

  expire(): void {
    this.#cancel('timeout');
  }

  /** Whoever works on the request at the moment listens; the one before it no longer does. */
  onCancel(listener: ((reason: CancelReason) => void) | undefined): void {
    this.#listener = listener;
    if (listener && this.#reason) listener(this.#reason);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener = undefined;
    if (this.#onAbort) this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  #cancel(reason: CancelReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#listener?.(reason);
  }
}

function expire(cancellation: Cancellation): void {
  cancellation.expire();
}
