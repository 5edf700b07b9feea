/*
 * Threat: Recursion without end.
 * If it got through: the stack would overflow for real.
 * Ends as: thrown
 */
export default function run() {
  return run() + run();
}
