import * as z from 'zod';

export const resourceObject = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  attributes: z.record(z.string(), z.json()).optional(),
});
export const entitlement = z.strictObject({ id: z.string().min(1), name: z.string() });
export const grant = z.strictObject({
  /** The person at the provider; an email address or a user name is what a person of the directory is found by. */
  principal: z.strictObject({ id: z.string().min(1), email: z.string().optional(), username: z.string().optional() }),
  /** The id of an entitlement of the object. */
  entitlement: z.string().min(1),
  /** RFC 3339. */
  expiresAt: z.string().optional(),
});

/** A team, a role, a repository: something at the provider that people can hold something of. */
export type ResourceObject = z.output<typeof resourceObject>;
/** What one can hold of it: `member`, `maintainer`. */
export type Entitlement = z.output<typeof entitlement>;
/** Who holds it. */
export type Grant = z.output<typeof grant>;

/** `next` goes into the following call as `cursor`; null after the last page. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
