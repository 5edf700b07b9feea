/**
 * What stands for a decision outside: a JWT (RFC 7519) that names a step, and whom it was given to. Its invariants:
 *
 * 1. Each step has a key of its own, sealed like any secret and made for the first token. It is forgotten with the
 *    decision, and with it every token of the step: one of them is good once.
 * 2. A token ends with the deadline that it was made for.
 * 3. The algorithm, the type and the audience are fixed here; nothing of them is taken from the token.
 */
import { randomBytes } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type PublicContext, systemContext } from '../../../context.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { putSecrets, readSecrets } from '../../secret/index.ts';

export interface ApprovalToken {
  tenantId: string;
  stepId: string;
  /** Null where whoever presses shows in another way who they are. */
  approverId: string | null;
}

export type ReadToken = { ok: true; token: ApprovalToken } | { ok: false; reason: 'expired' | 'invalid' };

const ALGORITHM = 'HS256';
const TYPE = 'approval+jwt';
const AUDIENCE = 'joinery-approval';
const KEY = 'key';
const KEY_BYTES = 32;
const LONGEST_TOKEN = 1000;

const Claims = z.object({ tid: z.uuid(), sid: z.uuid(), sub: z.uuid().optional() });

/** Signs tokens of one step, for as many approvers as there are. */
export async function approvalSigner(
  ctx: SqlTxContext,
  stepId: string,
): Promise<(approverId: string | null, expiresAt: Date) => Promise<string>> {
  const key = (await keyOf(ctx, stepId)) ?? (await newKey(ctx, stepId));
  return (approverId, expiresAt) =>
    new SignJWT({ tid: ctx.tenantId, sid: stepId, ...(approverId === null ? {} : { sub: approverId }) })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setAudience(AUDIENCE)
      .setExpirationTime(expiresAt)
      .sign(key);
}

/** What a token stands for, if it is one, and is good still. */
export async function readApprovalToken(ctx: PublicContext, text: string): Promise<ReadToken> {
  const claims = claimsOf(text);
  if (!claims) return { ok: false, reason: 'invalid' };
  const { tid: tenantId, sid: stepId, sub } = claims;
  const key = await sqlTransaction(systemContext(ctx, tenantId, ctx.request.id), (ctx) => keyOf(ctx, stepId));
  if (!key) return { ok: false, reason: 'invalid' };
  try {
    const currentDate = ctx.clock.now();
    await jwtVerify(text, key, { algorithms: [ALGORITHM], typ: TYPE, audience: AUDIENCE, currentDate });
    return { ok: true, token: { tenantId, stepId, approverId: sub ?? null } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { ok: false, reason: 'expired' };
    if (error instanceof errors.JOSEError) return { ok: false, reason: 'invalid' };
    throw error;
  }
}

/** Not yet to be believed: it only says which key to look for. */
function claimsOf(text: string) {
  if (text.length > LONGEST_TOKEN) return undefined;
  try {
    return Claims.safeParse(decodeJwt(text)).data;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

async function keyOf(ctx: SqlTxContext, stepId: string): Promise<Uint8Array | null> {
  const key = (await readSecrets(ctx, 'flow_approval', stepId)).get(KEY);
  return key === undefined ? null : Buffer.from(key, 'base64url');
}

async function newKey(ctx: SqlTxContext, stepId: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  await putSecrets(ctx, 'flow_approval', stepId, { [KEY]: key.toString('base64url') });
  return key;
}
