import type { z } from 'zod';
import { invalidInput } from './errors.ts';

/** Checks an input against its schema: answers it parsed, or throws INVALID_INPUT naming each wrong field. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}
