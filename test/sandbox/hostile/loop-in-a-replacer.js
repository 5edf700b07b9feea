/*
 * Threat: A replace whose pattern backtracks, over many matches.
 * If it got through: the same, past the one entry that is guarded.
 * Ends as: timeout
 */
export default function run() {
  return 'x'.repeat(50_000).replace(/(x+x+)+y/g, '');
}
