import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { SignedTreeHead } from '../../platform/crypto/index.ts';
import { readExtent, readTrail } from './stored-trail.ts';
import { type Genuineness, verifyTrail } from './trail.ts';
import type { AuditBreak } from './trail-break.ts';

export interface AuditVerification {
  intact: boolean;
  /** How many records agree with what was sealed, from the first on. */
  checked: number;
  /** How many records were written but not sealed yet; nothing can be said of them. */
  unsealed: number;
  /** How many of the checked ones say nothing any more: their content was erased after the retention. */
  erased: number;
  firstBreak: AuditBreak | null;
  head: SignedTreeHead | null;
}

/** Checks the tenant's whole log against its signed heads. */
export async function verifyAudit(ctx: Context): Promise<AuditVerification> {
  requireScope(ctx, 'audit:read');
  const extent = await readExtent(ctx);
  const { checked, erased, firstBreak } = await verifyTrail(readTrail(ctx, extent), (head) => judge(ctx, head));
  return { intact: firstBreak === null, checked, erased, unsealed: extent.unsealed, firstBreak, head: extent.newest };
}

/** The newest signed head, to be kept elsewhere: with it, cutting off the newest records shows. Null before the first. */
export async function readAuditHead(ctx: Context): Promise<SignedTreeHead | null> {
  requireScope(ctx, 'audit:read');
  return (await readExtent(ctx)).newest;
}

/** Every key that ever signed a head is known here: a head of any other is forged. */
async function judge({ keys }: Context, head: SignedTreeHead): Promise<Genuineness> {
  return (await keys.tokens.verifyHead(head)) === 'genuine' ? 'genuine' : 'forged';
}
