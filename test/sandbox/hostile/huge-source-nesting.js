/*
 * Threat: Source that is nested so deeply that parsing overflows.
 * If it got through: the parser's stack would overflow for real.
 * Ends as: thrown
 */
export default function run() {
  const depth = 100_000;
  return String(new Function(`return ${'['.repeat(depth)}${']'.repeat(depth)}`)());
}
