/*
 * Threat: Asks its process for randomness without end.
 * If it got through: the process would be kept from its own work.
 * Ends as: timeout
 */
export default function run() {
  for (;;) crypto.getRandomValues(new Uint8Array(65_536));
}
