import { UserRole } from '@joinery/prisma';
import { z } from 'zod';
import { Attributes, Email, PersonName, Username } from '../user/index.ts';
import type { RawRow, RowPlace } from './raw-row.ts';

const MOST_GROUPS = 500;

const name = PersonName.nullable().transform((text) => text ?? '');
const yesOrNo = z.union(
  [z.boolean(), z.stringbool({ truthy: ['true', 'yes', '1'], falsy: ['false', 'no', '0'] })],
  'must be true or false',
);
const groupNames = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(';'))])
  .transform((names) => [...new Set(names.map((group) => group.trim()).filter(Boolean))])
  .refine((names) => names.length <= MOST_GROUPS, `must name at most ${MOST_GROUPS} groups`);

const Wanted = z.strictObject({
  email: Email,
  username: Username.optional(),
  first_name: name.optional(),
  last_name: name.optional(),
  role: z.string().trim().toUpperCase().pipe(z.enum(UserRole)).optional(),
  manager_email: Email.nullable().optional(),
  active: yesOrNo.optional(),
  groups: groupNames.optional(),
  attributes: Attributes.optional(),
});

/** What a row asks for. What it does not name stays as it is. */
export type WantedUser = z.infer<typeof Wanted>;

/** The username that a row names, or what stands before the @. */
export function ownUsername({ email, username }: WantedUser): string {
  return username ?? email.slice(0, email.lastIndexOf('@'));
}

export type CheckedRow = RowPlace &
  ({ wanted: WantedUser } | { email: string | null; outcome: 'skipped' | 'failed'; reason: string });

/** A row as what it asks for, or why that cannot be told. */
export function checkRow({ record, reason, ...place }: RawRow): CheckedRow {
  if (!record) return { ...place, email: null, outcome: 'failed', reason: reason ?? 'the row cannot be read' };
  if (Object.keys(record).length === 0)
    return { ...place, email: null, outcome: 'skipped', reason: 'the row is empty' };
  const parsed = Wanted.safeParse(record);
  if (parsed.success) return { ...place, wanted: parsed.data };
  const email = typeof record.email === 'string' ? record.email.trim().toLowerCase().slice(0, 254) : null;
  const reasons = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return { ...place, email, outcome: 'failed', reason: reasons.join('; ').slice(0, 1000) };
}
