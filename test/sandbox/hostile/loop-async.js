/*
 * Threat: An endless loop after an await, on a later turn than the one that was started.
 * If it got through: limits would only hold for the first turn.
 * Ends as: timeout
 */
export default async function run() {
  await null;
  for (;;);
}
