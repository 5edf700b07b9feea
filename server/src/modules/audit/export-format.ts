import { z } from 'zod';
import { HeadJson } from './head-json.ts';

export const EXPORT_FORMAT = 'joinery-audit-export/1';

/** A JWK Set (RFC 7517) of Ed25519 keys (RFC 8037): the public halves of what signs heads. */
export const KeySet = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })),
});

/** The first line of an export. */
export const ExportHeader = z.object({
  format: z.literal(EXPORT_FORMAT),
  tenantId: z.string(),
  exportedAt: z.string(),
  /** Records that were written but not sealed when the export began: they are not in it. */
  unsealed: z.number(),
  head: HeadJson.nullable(),
  jwks: KeySet,
});
export type ExportHeader = Omit<z.input<typeof ExportHeader>, 'jwks'> & { jwks: { keys: object[] } };

const leafHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const place = { sequence: z.number().int().nonnegative(), id: z.string(), tenantId: z.string() };

/** Every other line: a record, what is left of an erased one, or a head after the last record that it covers. */
export const ExportLine = z.union([
  z.object({
    leafHash,
    record: z.looseObject(place),
  }),
  z.object({ leafHash, erased: z.object({ ...place, at: z.string() }) }),
  z.object({ head: HeadJson }),
]);
