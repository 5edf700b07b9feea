/*
 * Threat: JSON nested a hundred thousand deep, to be serialized.
 * If it got through: recursion in native code would overflow the real stack.
 * Ends as: thrown
 */
export default function run() {
  let nested = [];
  for (let i = 0; i < 200_000; i += 1) nested = [nested];
  return JSON.stringify(nested);
}
