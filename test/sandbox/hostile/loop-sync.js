/*
 * Threat: An endless loop in the function that is run.
 * If it got through: a run could hold its processor for ever.
 * Ends as: timeout
 */
export default function run() {
  for (;;);
}
