/*
 * Threat: Grows a little in each turn, so that no turn is conspicuous.
 * If it got through: memory would be looked at within a turn only.
 * Ends as: out_of_memory
 */
export default async function run() {
  const kept = [];
  for (;;) {
    kept.push(new Array(10_000).fill(kept.length));
    await new Promise((next) => setTimeout(next, 0));
  }
}
