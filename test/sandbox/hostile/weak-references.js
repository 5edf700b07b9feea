/*
 * Threat: Finalizers that run when the isolate is gone.
 * If it got through: code would run after the end of its run.
 * Ends as: ok
 */
const registry = new FinalizationRegistry(() => {
  for (;;);
});

export default function run() {
  for (let i = 0; i < 10_000; i += 1) registry.register({}, i);
  return 'contained';
}
