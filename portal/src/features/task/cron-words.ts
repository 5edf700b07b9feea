import { toString as describe } from 'cronstrue';

/** A schedule in words: `At 03:00, Monday through Friday`. Null for what is no schedule. */
export function cronWords(expression: string): string | null {
  if (expression.trim() === '') return null;
  try {
    return describe(expression, { use24HourTimeFormat: true });
  } catch {
    // Half-written, as it is while somebody types; the API says what is wrong with it.
    return null;
  }
}
