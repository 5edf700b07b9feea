/*
 * Threat: A comparator that never returns.
 * If it got through: native sorting would not be interrupted.
 * Ends as: timeout
 */
export default function run() {
  [2, 1].sort(() => {
    for (;;);
  });
}
