import type { Context } from '../../context.ts';
import type { NextMessage } from './next-message.ts';

/** One who listens: where messages go, and whether the actor still may. */
export interface Listener {
  readonly ctx: Context;
  /** Whether the actor may still act. Synchronous and cheap: it is asked before every page of rows. */
  isValid(): boolean;
  /** Sends messages, those from an index on, in one write. */
  send(messages: readonly NextMessage[], from: number): void;
  /** Resolves when what was sent has been read, or the listener is gone. */
  drained(): Promise<void>;
  /** Ends everything of this actor on this socket. `failed`: what was missed comes with the last cursor. */
  end(reason: 'forbidden' | 'failed'): void;
}
