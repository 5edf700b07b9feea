/*
 * Threat: A BigInt of many megabits, written in decimal.
 * If it got through: the same in another native function.
 * Ends as: timeout
 */
export default function run() {
  return String((3n << 500_000_000n).toString().length);
}
