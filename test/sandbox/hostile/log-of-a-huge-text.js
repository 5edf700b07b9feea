/*
 * Threat: Prints a text of millions of characters, and objects that are larger still.
 * If it got through: one line could be as large as it likes.
 * Ends as: ok
 */
export default function run() {
  console.log('l'.repeat(30_000_000));
  console.log(Array.from({ length: 100_000 }, (_, i) => ({ i, deep: { deep: { deep: { deep: {} } } } })));
  return 'contained';
}
