/*
 * Threat: A resizable buffer: small when it is made, large when it is used.
 * If it got through: what was reserved would be counted, and not what is taken.
 * Ends as: out_of_memory
 */
export default function run() {
  const kept = [];
  for (;;) {
    const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 30 });
    buffer.resize(2 ** 30);
    new Uint8Array(buffer).fill(1);
    kept.push(buffer);
  }
}
