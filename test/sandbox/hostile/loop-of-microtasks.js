/*
 * Threat: Awaits for ever: each turn is short, and microtasks never let go of the thread.
 * If it got through: time would be taken between turns only.
 * Ends as: timeout
 */
export default async function run() {
  for (;;) await null;
}
