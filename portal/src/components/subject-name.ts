/** What to call whom a flow is about; the subject is kept as it was when the flow was started. */
export function subjectName(subject: unknown): string | null {
  if (typeof subject !== 'object' || subject === null) return null;
  const { firstName, lastName, email } = subject as Record<string, string | undefined>;
  return [firstName, lastName].filter(Boolean).join(' ') || (email ?? null);
}
