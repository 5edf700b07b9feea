/*
 * Threat: Many large texts, joined.
 * If it got through: the same over join.
 * Ends as: out_of_memory
 */
export default function run() {
  const parts = [];
  for (;;) parts.push(Array.from({ length: 1000 }, (_, i) => `${i}${'y'.repeat(1000)}`).join(','));
}
