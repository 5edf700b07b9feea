/*
 * Threat: Buffers outside of the heap, until there is no more.
 * If it got through: memory outside of the heap would not be counted.
 * Ends as: thrown
 */
export default function run() {
  const kept = [];
  for (;;) kept.push(new Uint8Array(1_000_000).fill(1));
}
