/*
 * Threat: JSON text of gigabytes.
 * If it got through: serializing would take memory past the limit.
 * Ends as: out_of_memory
 */
export default function run() {
  const row = 'z'.repeat(1_000_000);
  return JSON.stringify(Array.from({ length: 500 }, () => row));
}
