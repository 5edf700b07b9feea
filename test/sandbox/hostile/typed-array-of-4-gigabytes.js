/*
 * Threat: One buffer larger than any limit.
 * If it got through: one allocation could pass every look at memory.
 * Ends as: thrown
 */
export default function run() {
  return String(new Uint8Array(2 ** 32).fill(1).length);
}
