/*
 * Threat: A regular expression that backtracks for longer than the sun shines.
 * If it got through: the regular expression engine would not be interrupted.
 * Ends as: timeout
 */
export default function run() {
  return String(/^(a+)+$/.test(`${'a'.repeat(60)}b`));
}
