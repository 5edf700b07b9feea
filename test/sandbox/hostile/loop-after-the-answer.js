/*
 * Threat: Answers, and goes on in a microtask.
 * If it got through: a run that has answered would keep its thread.
 * Ends as: ok
 */
export default async function run() {
  setTimeout(() => {
    for (;;);
  }, 1);
  return 'contained';
}
