const HEADER_BYTES = 4;

/** A frame is its length in bytes, 32 bits, big endian, and that much JSON in UTF-8. */
export function encodeFrame(frame: object): Buffer {
  const text = JSON.stringify(frame);
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(text, HEADER_BYTES);
  return bytes;
}

/** Cuts a stream into frames. `push` throws a RangeError on a frame over the bound, before any of it is kept. */
export class FrameReader {
  private readonly maxBytes: number;
  private readonly onFrame: (text: string) => void;
  private chunks: Buffer[] = [];
  private length = 0;
  private wanted = HEADER_BYTES;

  constructor(maxBytes: number, onFrame: (text: string) => void) {
    this.maxBytes = maxBytes;
    this.onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.wanted) return;
    let rest = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    this.wanted = HEADER_BYTES;
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(0);
      if (end - HEADER_BYTES > this.maxBytes) throw new RangeError('a frame is too large');
      if (rest.length < end) {
        this.wanted = end;
        break;
      }
      this.onFrame(rest.toString('utf8', HEADER_BYTES, end));
      rest = rest.subarray(end);
    }
    this.chunks = rest.length > 0 ? [rest] : [];
    this.length = rest.length;
  }
}
