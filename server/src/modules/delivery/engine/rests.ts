/** What is known of a receiver that is down: until when it is left alone, and why. */
export interface Rest {
  untilMs: number;
  reason: string;
}

/** A probe that nothing has come of by now was lost, or the receiver hangs: another one may be sent. */
const PROBE_MS = 3000;
/** A rest that nobody has asked about for so long after its end is forgotten. */
const REMEMBERED_MS = 10 * 60_000;

/**
 * Actions whose receiver is known to be down. What waits for one is left alone in the queue, instead of being claimed
 * and put off, one by one, at every pause of its circuit; when the pause is over, one delivery finds out how it is.
 */
export class Rests {
  readonly #rests = new Map<string, Rest>();

  /** The rest of an action, if it has one. What ended already ends now: it is time for a probe. */
  of(actionId: string, nowMs: number): Rest | undefined {
    const rest = this.#rests.get(actionId);
    return rest && { ...rest, untilMs: Math.max(rest.untilMs, nowMs) };
  }

  /** All of them, and those of which one delivery is to be tried. */
  at(nowMs: number): { resting: string[]; toProbe: string[] } {
    const toProbe: string[] = [];
    for (const [actionId, { untilMs }] of this.#rests) {
      if (nowMs - untilMs > REMEMBERED_MS) this.#rests.delete(actionId);
      else if (untilMs <= nowMs) toProbe.push(actionId);
    }
    return { resting: [...this.#rests.keys()], toProbe };
  }

  begin(actionId: string, rest: Rest): void {
    this.#rests.set(actionId, rest);
  }

  /** One delivery of the action is tried: the others wait for what comes of it. */
  beginProbe(actionId: string, nowMs: number): void {
    const rest = this.#rests.get(actionId);
    if (rest) rest.untilMs = nowMs + PROBE_MS;
  }

  end(actionId: string): void {
    this.#rests.delete(actionId);
  }
}
