/*
 * Threat: Closures that hold each other.
 * If it got through: the same, out of scopes.
 * Ends as: out_of_memory
 */
export default function run() {
  let last = () => 0;
  for (;;) {
    const before = last;
    last = () => before;
  }
}
