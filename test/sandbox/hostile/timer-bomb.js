/*
 * Threat: A million timers.
 * If it got through: timers are held outside of the guest, and would take its host down.
 * Ends as: thrown
 */
export default function run() {
  for (let i = 0; i < 1_000_000; i += 1) setTimeout(() => {}, 1000 + i);
}
