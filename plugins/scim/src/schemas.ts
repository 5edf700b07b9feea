import { z } from '@joinery/plugin-sdk';

export const DIALECTS = ['standard', 'entra', 'okta', 'put'] as const;

export const Config = z.object({
  url: z.url().describe('Base URL of the service, with its whole path: https://example.com/scim/v2'),
  dialect: z
    .enum(DIALECTS)
    .default('standard')
    .describe('How the service takes changes: by the standard, as made for Entra or for Okta, or whole by PUT'),
  user: z.string().min(1).optional().describe('User name, where the service wants one and a password'),
  pageSize: z.int().min(1).max(1000).default(100).describe('Resources to ask for at once'),
});

export const user = z.string().min(1).describe('`userName` of the user, or id at the service');
export const group = z.string().min(1).describe('`displayName` of the group, or its id');

/** Names of attributes are case-insensitive (RFC 7643, section 2.1): answers are read in lower case. */
function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner)]));
}

/** What is read of a resource, beside the resource as it came: who replaces it sends back all of it. */
function resource<S extends z.ZodObject>(shape: S) {
  return z.record(z.string(), z.unknown()).transform((raw, issues) => {
    const seen = shape.safeParse(lowered(raw));
    if (seen.success) return { raw, seen: seen.data };
    for (const { path, message } of seen.error.issues) issues.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

/** Some services write flags as texts. */
const flag = (absent: boolean) =>
  z
    .union([z.boolean(), z.string()])
    .nullish()
    .transform((value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : (value ?? absent)));
const text = z.string().nullish();
const meta = z.object({ version: text }).nullish();
const values = z
  .array(z.object({ value: z.string(), display: text, type: text, primary: flag(false) }))
  .nullish()
  .transform((list) => list ?? []);

export const User = resource(
  z.object({
    id: z.string(),
    username: z.string(),
    active: flag(true),
    displayname: text,
    name: z.object({ givenname: text, familyname: text }).nullish(),
    emails: values,
    roles: values,
    entitlements: values,
    meta,
  }),
);
export const Group = resource(z.object({ id: z.string(), displayname: z.string(), members: values, meta }));

/** RFC 7644, section 3.4.2. */
export function listOf<S extends z.ZodType>(item: S) {
  const list = z.looseObject({ totalresults: z.int(), resources: z.array(z.unknown()).nullish() });
  return z
    .record(z.string(), z.unknown())
    .transform((raw) => Object.fromEntries(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value])))
    .pipe(list)
    .transform(({ totalresults, resources }) => ({ total: totalresults, items: resources ?? [] }))
    .pipe(z.object({ total: z.int(), items: z.array(item) }));
}

const supported = z.object({ supported: z.boolean() }).nullish();
export const ServiceProviderConfig = z
  .record(z.string(), z.unknown())
  .transform(lowered)
  .pipe(z.object({ patch: supported, filter: supported, etag: supported }));
