/*
 * Threat: Looks for WebAssembly, shared memory and Atomics where they might have been left.
 * If it got through: what was taken away could be had again.
 * Ends as: ok
 */
export default function run() {
  const names = ['WebAssembly', 'SharedArrayBuffer', 'Atomics'];
  const found = names.filter((name) => name in globalThis || new Function(`return typeof ${name} !== 'undefined'`)());
  return found.length === 0 ? 'contained' : found.join();
}
