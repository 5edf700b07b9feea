/** `probe` is the one request that finds out whether the destination is back. */
export type Passage = 'pass' | 'probe' | 'refuse';

/** What a request tells of its destination; `nothing` when it ended for other reasons. */
export type Verdict = 'up' | 'down' | 'nothing';

export interface CircuitSettings {
  failuresToOpen: number;
  openMs: number;
  maxOpenMs: number;
}

/**
 * Opens after consecutive failures; then lets one probe through after a pause that doubles with each probe
 * that fails, and closes with the first that succeeds.
 */
export class CircuitBreaker {
  readonly #settings: CircuitSettings;
  readonly #clock: () => number;
  #failures = 0;
  /** 0 while closed. */
  #pauseMs = 0;
  #openUntil = 0;
  #isProbing = false;

  constructor(settings: CircuitSettings, clock: () => number) {
    this.#settings = settings;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#pauseMs > 0;
  }

  /** Nothing worth remembering. */
  get isClean(): boolean {
    return this.#failures === 0 && this.#pauseMs === 0;
  }

  /** Whether a request asking now would be refused. Changes nothing. */
  get isRefusing(): boolean {
    return this.#pauseMs > 0 && (this.#isProbing || this.#clock() < this.#openUntil);
  }

  /** While open: until the next probe, or the pause in force when one is on its way. */
  get retryAfterMs(): number {
    const remaining = Math.ceil(this.#openUntil - this.#clock());
    return remaining > 0 ? remaining : this.#pauseMs;
  }

  /** Every `pass` and `probe` must be followed by one `record`. */
  admit(): Passage {
    if (this.#pauseMs === 0) return 'pass';
    if (this.isRefusing) return 'refuse';
    this.#isProbing = true;
    return 'probe';
  }

  record(passage: Passage, verdict: Verdict): void {
    if (passage === 'probe') this.#recordProbe(verdict);
    // A request from before the opening ends late: it tells what is known already.
    else if (this.#pauseMs > 0) return;
    else if (verdict === 'up') this.#failures = 0;
    else if (verdict === 'down') {
      this.#failures += 1;
      if (this.#failures >= this.#settings.failuresToOpen) this.#open(this.#settings.openMs);
    }
  }

  #recordProbe(verdict: Verdict): void {
    this.#isProbing = false;
    if (verdict === 'down') this.#open(Math.min(this.#pauseMs * 2, this.#settings.maxOpenMs));
    if (verdict === 'up') {
      this.#failures = 0;
      this.#pauseMs = 0;
    }
  }

  #open(pauseMs: number): void {
    this.#pauseMs = pauseMs;
    this.#openUntil = this.#clock() + pauseMs;
  }
}
