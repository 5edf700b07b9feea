/*
 * Threat: Throws null.
 * If it got through: whoever reads a property of what was thrown would fail.
 * Ends as: thrown
 */
export default function run() {
  throw null;
}
