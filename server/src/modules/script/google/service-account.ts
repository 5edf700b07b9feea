import { createHash } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import { AppError, invalidField } from '../../../errors.ts';
import { sendRequest } from '../host/send-request.ts';
import type { RunScope } from '../run-scope.ts';

const SCOPE = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LIFETIME_SECONDS = 3600;

/**
 * A service account's key file, as Google makes it. `subject` is not Google's: the administrator in whose name the
 * directory is read, by domain-wide delegation. A service account that is itself an administrator needs none.
 */
const KeyFile = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url(),
  subject: z.string().optional(),
});
export type ServiceAccount = z.infer<typeof KeyFile>;

export function parseServiceAccount(text: string): ServiceAccount {
  const parsed = KeyFile.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join('.')).filter(Boolean);
  const detail = names.length > 0 ? ` (see ${names.join(', ')})` : '';
  throw invalidField('serviceAccountKey', `is not the JSON key file of a Google service account${detail}`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An access token for the account; one a run. */
export function accessToken(scope: RunScope, account: ServiceAccount): Promise<string> {
  const id = createHash('sha256').update(JSON.stringify(account)).digest('base64');
  const known = scope.tokens.get(id) ?? requestToken(scope, account);
  scope.tokens.set(id, known);
  return known;
}

/** The grant of RFC 7523, at the key file's own token endpoint. */
async function requestToken(scope: RunScope, account: ServiceAccount): Promise<string> {
  const form = new URLSearchParams({ grant_type: GRANT, assertion: await assertion(scope, account) });
  const { status, body } = await sendRequest(scope, {
    url: account.token_uri,
    method: 'POST',
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: form.toString(),
    redirect: 'manual',
  });
  const answer = Answer.safeParse(readJson(body));
  const token = answer.data?.access_token;
  if (status !== 200 || token === undefined) {
    const { error = `HTTP ${status}`, error_description: more } = answer.data ?? {};
    const hint =
      error === 'unauthorized_client' ? `; give its client the scope ${SCOPE} by domain-wide delegation` : '';
    throw new AppError(
      'UPSTREAM_FAILED',
      `Google refuses the service account: ${more ? `${error}, ${more}` : error}${hint}`,
    );
  }
  scope.mask.add(token);
  return token;
}

const Answer = z.object({
  access_token: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

async function assertion({ ctx }: RunScope, account: ServiceAccount): Promise<string> {
  const { client_email: email, private_key: pem, private_key_id: kid, token_uri: audience, subject } = account;
  const key = await importPKCS8(pem, 'RS256').catch(() => {
    // The cause quotes the key.
    throw invalidField('serviceAccountKey', 'has a private_key that is no RSA key in PEM (PKCS #8)');
  });
  const now = Math.floor(ctx.clock.now().getTime() / 1000);
  return new SignJWT({ scope: SCOPE, ...(subject ? { sub: subject } : {}) })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid ? { kid } : {}) })
    .setIssuer(email)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .sign(key);
}
