/*
 * Threat: Sorts ten million numbers by a comparator.
 * If it got through: long native work would hold the thread.
 * Ends as: timeout
 */
export default function run() {
  for (;;) Array.from({ length: 200_000 }, () => Math.random()).sort((a, b) => a - b);
}
