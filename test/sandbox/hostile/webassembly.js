/*
 * Threat: Machine code: memory of its own, and an endless loop that is not JavaScript.
 * If it got through: memory and time would be taken past V8's limits.
 * Ends as: thrown
 */
export default async function run() {
  const memory = new WebAssembly.Memory({ initial: 65_536 });
  return String(memory.buffer.byteLength);
}
