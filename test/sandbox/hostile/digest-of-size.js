/*
 * Threat: Asks its process for the digest of hundreds of megabytes, over and over.
 * If it got through: the process would do on the guest's behalf what the guest may not.
 * Ends as: thrown
 */
export default async function run() {
  const parts = new Uint8Array(20_000_000);
  for (;;) await crypto.subtle.digest('SHA-512', parts);
}
