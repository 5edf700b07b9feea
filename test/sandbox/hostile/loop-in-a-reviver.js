/*
 * Threat: JSON.parse with a reviver that never returns.
 * If it got through: native parsing would not be interrupted.
 * Ends as: timeout
 */
export default function run() {
  JSON.parse('[1]', () => {
    for (;;);
  });
}
