import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { NextMessage } from './next-message.ts';

/** A client that reads too slowly is cut off at this much unsent; it resumes from its last cursor. */
const MOST_UNSENT_BYTES = 1024 * 1024;

/** Of the registry of RFC 6455 §11.7. */
const TRY_AGAIN_LATER = 1013;

const CLOSES = {
  /** As graphql-transport-ws has it: a client may try again, with another token. */
  forbidden: { code: 4403, reason: 'Forbidden' },
  slow: { code: TRY_AGAIN_LATER, reason: 'too slow: resume from your last cursor' },
  failed: { code: TRY_AGAIN_LATER, reason: 'could not go on: resume from your last cursor' },
  stopping: { code: 1001, reason: 'Going away' },
} as const;

export type CloseReason = keyof typeof CLOSES;

/** One client's socket: what is sent on it, how much of that waits, and its end. */
export class LiveSocket {
  readonly webSocket: WebSocket;
  /** ws keeps the TCP socket under this name; finished frames are written past ws, many in one system call. */
  readonly #stream: Socket;
  #hasAnswered = true;

  constructor(webSocket: WebSocket) {
    this.webSocket = webSocket;
    this.#stream = (webSocket as unknown as { _socket: Socket })._socket;
    webSocket.on('pong', () => {
      this.#hasAnswered = true;
    });
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  get unsentBytes(): number {
    return this.webSocket.bufferedAmount;
  }

  /** Sends messages of one operation, those from an index on, in one write. A client that is far behind is cut off. */
  sendNext(head: Buffer, messages: readonly NextMessage[], from: number): void {
    if (!this.isOpen) return;
    if (this.unsentBytes > MOST_UNSENT_BYTES) {
      this.close('slow');
      return;
    }
    this.#stream.cork();
    for (let index = from; index < messages.length; index += 1) {
      const [start, rest] = (messages[index] as NextMessage).frame(head);
      this.#stream.write(start);
      this.#stream.write(rest);
    }
    this.#stream.uncork();
  }

  /** Resolves when the client has read what was sent to it, or is gone. */
  drained(): Promise<void> {
    if (!this.isOpen || !this.#stream.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#stream.off('drain', done);
        this.webSocket.off('close', done);
        resolve();
      };
      this.#stream.on('drain', done);
      this.webSocket.on('close', done);
    });
  }

  close(reason: CloseReason): void {
    this.webSocket.close(CLOSES[reason].code, CLOSES[reason].reason);
  }

  /** Closes with a reason of at most 123 bytes (RFC 6455 §5.5); to be tried again later. */
  refuse(reason: string): void {
    this.webSocket.close(TRY_AGAIN_LATER, reason);
  }

  /** Asks whether the client is there; one that has not answered the last time is gone. */
  ping(): void {
    if (!this.isOpen) return;
    if (this.#hasAnswered) {
      this.#hasAnswered = false;
      this.webSocket.ping();
    } else {
      this.webSocket.terminate();
    }
  }
}
