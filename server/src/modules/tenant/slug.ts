import { z } from 'zod';

/** Names that stand for a part of the product wherever a slug may come to stand: a path, a subdomain. */
const RESERVED = new Set([
  'admin',
  'api',
  'app',
  'assets',
  'docs',
  'graphql',
  'health',
  'joinery',
  'static',
  'system',
  'www',
]);

/** What people type to say which organisation they sign in to: a DNS label (RFC 1035 §2.3.1) of 3 to 40 characters. */
export const TenantSlug = z
  .string()
  .trim()
  .toLowerCase()
  .min(3, 'must have at least 3 characters')
  .max(40, 'must have at most 40 characters')
  .regex(
    /^[a-z][a-z0-9-]*[a-z0-9]$/,
    'must be letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  )
  .refine((slug) => !RESERVED.has(slug), 'is reserved; take another');
