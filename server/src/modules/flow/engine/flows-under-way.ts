import type { ClaimedFlow } from './claimed-flow.ts';

/** `cancelled` when the flow is not ours any more, `stopped` when this process is about to end. */
export type StopReason = 'cancelled' | 'stopped';

/** The flows that this process brings further now, and how many it has room for. */
export class FlowsUnderWay {
  readonly #most: number;
  readonly #flows = new Map<string, { flow: ClaimedFlow; ending: AbortController }>();

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#flows.size;
  }

  get room(): number {
    return Math.max(0, this.#most - this.#flows.size);
  }

  /** Answers what ends it. */
  add(flow: ClaimedFlow): AbortSignal {
    const ending = new AbortController();
    this.#flows.set(flow.id, { flow, ending });
    return ending.signal;
  }

  /** Only the claim that was added ends: a later one of the same flow may have taken its place. */
  remove(flow: ClaimedFlow): void {
    if (this.has(flow.id, flow.claim)) this.#flows.delete(flow.id);
  }

  has(flowId: string, claim: number): boolean {
    return this.#flows.get(flowId)?.flow.claim === claim;
  }

  all(): { flow: ClaimedFlow; stop(reason: StopReason): void }[] {
    return [...this.#flows.values()].map(({ flow, ending }) => ({
      flow,
      stop: (reason: StopReason) => ending.abort(reason),
    }));
  }
}
