import type { z } from 'zod';

/** A rule for a list: no two entries have the same name. */
export function namedOnce<Name extends string>(field: Name) {
  return (entries: readonly Record<Name, string>[], issues: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, { [field]: name }] of entries.entries()) {
      if (seen.has(name)) issues.addIssue({ code: 'custom', path: [index, field], message: 'is given twice' });
      seen.add(name);
    }
  };
}
