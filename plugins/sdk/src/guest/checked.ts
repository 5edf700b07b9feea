import type * as z from 'zod';
import { type ErrorKind, ProviderError } from '../define/provider-error.ts';

const MOST_ISSUES = 5;

/** The value as the schema has it. Throws ProviderError of the kind, naming every path that does not fit. */
export function checked<S extends z.ZodType>(
  schema: S,
  value: unknown,
  { kind, what }: { kind: ErrorKind; what: string },
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${[what, ...path].join('.')}: ${message}`);
  const more = issues.length > MOST_ISSUES ? [`and ${issues.length - MOST_ISSUES} more`] : [];
  throw new ProviderError(kind, [...issues.slice(0, MOST_ISSUES), ...more].join('; '));
}
