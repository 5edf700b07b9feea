import type { Listener } from './listener.ts';
import { isAfter, type Position } from './position.ts';
import type { Rendered } from './renderer.ts';

/** A listener's place in the stream. It moves forward only, so no row is sent twice or out of order. */
export class Member {
  readonly listener: Listener;
  #position: Position;
  #isLive = false;
  #hasLeft = false;

  constructor(listener: Listener, position: Position) {
    this.listener = listener;
    this.#position = position;
  }

  /** The last row that it was given, or that it does not want again. */
  get position(): Position {
    return this.#position;
  }

  /** Whether new rows come to it as they are handed out; else it is still reading what it missed. */
  get isLive(): boolean {
    return this.#isLive;
  }

  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  goLive(): void {
    this.#isLive = true;
  }

  leave(): void {
    this.#hasLeft = true;
  }

  /** Sends the rows that it has not had. An actor who may not listen any more gets none of them. */
  give({ messages, positions }: Rendered): void {
    if (this.#hasLeft) return;
    if (!this.listener.isValid()) {
      this.listener.end('forbidden');
      return;
    }
    let from = 0;
    while (from < positions.length && !isAfter(positions[from] as Position, this.#position)) from += 1;
    const last = positions.at(-1);
    if (!last || from === positions.length) return;
    this.#position = last;
    this.listener.send(messages, from);
  }

  /** Nothing that it wants lies before this. */
  skipTo(position: Position): void {
    if (isAfter(position, this.#position)) this.#position = position;
  }
}
