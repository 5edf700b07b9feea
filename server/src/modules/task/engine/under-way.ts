/** What this process executes now. */
export interface UnderWay {
  tenantId: string;
  runId: string;
  claim: number;
  /** Ends it: `cancelled` when the run is not ours any more, `stopped` when this process is about to end. */
  stop(reason: StopReason): void;
}

export type StopReason = 'cancelled' | 'stopped';

/** The runs of one process, and how many it has room for. */
export class RunsUnderWay {
  readonly #most: number;
  readonly #runs = new Map<string, UnderWay>();
  readonly #listeners = new Set<() => void>();

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#runs.size;
  }

  get room(): number {
    return Math.max(0, this.#most - this.#runs.size);
  }

  add(run: UnderWay): void {
    this.#runs.set(run.runId, run);
  }

  /** Only the claim that was added ends: a later one of the same run may have taken its place. */
  remove({ runId, claim }: Pick<UnderWay, 'runId' | 'claim'>): void {
    if (this.#runs.get(runId)?.claim !== claim) return;
    this.#runs.delete(runId);
    for (const listener of this.#listeners) listener();
  }

  /** Told each time that a run ends, and its place comes free; answers what ends that. */
  onEnded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  has(runId: string, claim: number): boolean {
    return this.#runs.get(runId)?.claim === claim;
  }

  all(): UnderWay[] {
    return [...this.#runs.values()];
  }
}
