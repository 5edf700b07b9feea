/** The fields of payloads that name what an event is about, the most telling first. */
const NAMING = [
  'user_email',
  'group_name',
  'app_name',
  'integration_name',
  'task_name',
  'chain_name',
  'email',
  'hostname',
];

/** Whom or what an event is about, in a few words: `priya@acme.test · backend`. */
export function subjectOf(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const payload = data as Record<string, unknown>;
  return NAMING.flatMap((name) => {
    const value = payload[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  })
    .slice(0, 2)
    .join(' · ');
}
