/** A reason of the API's, which begins small, where it stands by itself. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
