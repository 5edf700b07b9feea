/*
 * Threat: A generator without end, spread into a list.
 * If it got through: iteration in the engine would not be interrupted.
 * Ends as: timeout
 */
function* endless() {
  for (;;) yield;
}

export default function run() {
  for (const _ of endless());
}
