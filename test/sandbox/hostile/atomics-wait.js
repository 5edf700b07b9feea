/*
 * Threat: Waits in the thread itself, which nothing interrupts.
 * If it got through: a thread would be blocked for good.
 * Ends as: thrown
 */
export default function run() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
