/*
 * Threat: Promises without end, each with reactions.
 * If it got through: the queue of microtasks would grow outside of the limits.
 * Ends as: out_of_memory
 */
export default async function run() {
  const all = [];
  for (;;) all.push(Promise.resolve().then(() => Promise.all(all)));
}
