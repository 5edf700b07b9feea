/*
 * Threat: Array.from over an iterator without end.
 * If it got through: native code would fill memory that no turn of the script ever sees.
 * Ends as: out_of_memory
 */
export default function run() {
  const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: [1, 2], done: false }) }) };
  return String(Array.from(endless).length);
}
