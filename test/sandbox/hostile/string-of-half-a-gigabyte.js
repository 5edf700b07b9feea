/*
 * Threat: A text of 512 MB, made flat: it passes the limit of the isolate.
 * If it got through: strings would pass by every limit.
 * Ends as: out_of_memory
 */
export default function run() {
  const text = 'x'.repeat(2 ** 29 - 25);
  const other = `${text.slice(1)}y`;
  return `${text.charCodeAt(5)}${other.charCodeAt(3)}${[text, other].map((each) => each.toUpperCase().length)}`;
}
