/*
 * Threat: Small objects until the heap is full.
 * If it got through: the process would take what the machine has.
 * Ends as: out_of_memory
 */
export default function run() {
  const kept = [];
  for (;;) kept.push({ a: [1, 2, 3] });
}
