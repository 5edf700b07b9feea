/*
 * Threat: Prints without end.
 * If it got through: the log would grow without end, and so would what waits to be written.
 * Ends as: timeout
 */
export default function run() {
  for (;;) console.log('l'.repeat(1000));
}
