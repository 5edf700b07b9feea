/** The rest of a text frame's header is the length (RFC 6455 §5.2): 7 bits, or a mark and 16 or 64 bits. */
const FINAL_TEXT = 0x81;
const MOST_IN_7_BITS = 125;
const IN_16_BITS = 126;
const MOST_IN_16_BITS = 0xffff;
const IN_64_BITS = 127;

/**
 * The part of `next` messages (graphql-transport-ws) that is the same for every socket, turned to bytes once. What
 * differs, the operation's id, comes before it in the message and is some tens of bytes.
 */
export class NextMessage {
  readonly #tail: Buffer;

  constructor(payload: string) {
    this.#tail = Buffer.from(`"payload":${payload}}`);
  }

  /** The message as a WebSocket frame, in parts: its own beginning, and the shared rest. */
  frame(head: Buffer): [Buffer, Buffer] {
    return [frameStart(head, head.length + this.#tail.length), this.#tail];
  }
}

/** What `next` messages of an operation begin with. */
export function nextHead(operationId: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next",`);
}

function frameStart(head: Buffer, length: number): Buffer {
  const headerBytes = length <= MOST_IN_7_BITS ? 2 : length <= MOST_IN_16_BITS ? 4 : 10;
  const start = Buffer.allocUnsafe(headerBytes + head.length);
  start[0] = FINAL_TEXT;
  if (headerBytes === 2) {
    start[1] = length;
  } else if (headerBytes === 4) {
    start[1] = IN_16_BITS;
    start.writeUInt16BE(length, 2);
  } else {
    start[1] = IN_64_BITS;
    start.writeBigUInt64BE(BigInt(length), 2);
  }
  head.copy(start, headerBytes);
  return start;
}
