import { CronExpressionParser } from 'cron-parser';

const FIELDS = ['minute', 'hour', 'day of month', 'month', 'day of week'] as const;

/** Numbers, names of months and days, and what joins them. `L`, `W`, `#`, `H` and `?` are other programs' additions. */
const FIELD =
  /^(?:\*|\d+|[A-Za-z]{3})(?:-(?:\d+|[A-Za-z]{3}))?(?:\/\d+)?(?:,(?:\*|\d+|[A-Za-z]{3})(?:-(?:\d+|[A-Za-z]{3}))?(?:\/\d+)?)*$/;

/** Any moment does: an expression is checked by looking for its next time. */
const SOME_TIME = new Date('2026-01-01T00:00:00Z');

/** What is wrong with a cron expression, for people; null when it has five fields and comes round. */
export function problemOfCron(expression: string): string | null {
  const text = expression.trim();
  if (text.startsWith('@')) return `macros like ${text} are not known; write five fields: ${FIELDS.join(', ')}`;
  const fields = text === '' ? [] : text.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    const seconds = fields.length === 6 ? ' (seconds cannot be given)' : '';
    return `must have five fields, ${FIELDS.join(', ')}, and has ${fields.length}${seconds}`;
  }
  const wrong = fields.findIndex((field) => !FIELD.test(field));
  if (wrong >= 0) return `its ${FIELDS[wrong]} is not understood: ${fields[wrong]}`;
  try {
    CronExpressionParser.parse(text, { tz: 'UTC', currentDate: SOME_TIME }).next();
    return null;
  } catch (error) {
    return `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Five fields, one space between them. */
export function tidyCron(expression: string): string {
  return expression.trim().split(/\s+/).join(' ');
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^(?:UTC|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+)$/.test(name);
  } catch {
    return false;
  }
}
