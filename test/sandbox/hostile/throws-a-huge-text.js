/*
 * Threat: Throws a text of thirty million characters.
 * If it got through: an error could be as large as it likes.
 * Ends as: thrown
 */
export default function run() {
  throw 'e'.repeat(30_000_000);
}
