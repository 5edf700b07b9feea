/** What was refused has not happened. What ended in one of these ways was not answered, and may have. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'unavailable',
  'timeout',
  'crashed',
  'cancelled',
  'interrupted',
  'plugin',
  'unexpected_answer',
  'internal',
]);

export function isUnanswered(errorKind: string | null): boolean {
  return errorKind !== null && UNANSWERED.has(errorKind);
}
