import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';

/** A person in a Google Workspace, by the names of the Directory API. */
export interface GoogleTwinUser {
  id: string;
  primaryEmail: string;
  name: { givenName: string; familyName: string };
  suspended: boolean;
  isAdmin: boolean;
}

interface ServiceAccount {
  email: string;
  keyId: string;
  publicKey: KeyObject;
  /** Scopes that the domain's administrator has delegated to it. */
  delegated: Set<string>;
}

interface Grant {
  subject: string;
  scopes: Set<string>;
  expiresAt: number;
}

export interface GoogleTwin {
  /** What the setting JOINERY_GOOGLE_API_URL names. */
  url: string;
  users: Map<string, GoogleTwinUser>;
  requests: { method: string; path: string; authorization: string | undefined; userAgent: string | undefined }[];
  addUser(email: string, more?: Partial<Omit<GoogleTwinUser, 'primaryEmail'>>): GoogleTwinUser;
  /** A service account; answers its key file. Without `delegated` it may act for nobody. */
  addServiceAccount(delegated?: string[]): Record<string, string>;
  /** The next requests of the directory are answered so. */
  refuseNext(times: number, refusal: { status: number; reason?: string; retryAfter?: string }): void;
  /** Ends every access token. */
  revokeTokens(): void;
  close(): Promise<void>;
}

export const DIRECTORY_SCOPE = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const LONGEST_SECONDS = 3600;

/** Google's token endpoint and Directory API, as far as its documentation says what they answer. It keeps state. */
export async function startGoogleTwin(domain: string): Promise<GoogleTwin> {
  const world = new World(domain);
  const server = createServer((request, response) => void world.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: world.url,
    users: world.users,
    requests: world.requests,
    addUser: (email, more) => world.addUser(email, more),
    addServiceAccount: (delegated) => world.addServiceAccount(delegated),
    refuseNext: (times, refusal) => world.refusals.push(...Array(times).fill(refusal)),
    revokeTokens: () => world.grants.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class World {
  url = '';
  readonly users = new Map<string, GoogleTwinUser>();
  readonly requests: GoogleTwin['requests'] = [];
  readonly grants = new Map<string, Grant>();
  readonly refusals: { status: number; reason?: string; retryAfter?: string }[] = [];
  readonly #domain: string;
  readonly #accounts = new Map<string, ServiceAccount>();

  constructor(domain: string) {
    this.#domain = domain;
  }

  addUser(email: string, more: Partial<Omit<GoogleTwinUser, 'primaryEmail'>> = {}): GoogleTwinUser {
    const id = more.id ?? String(100_000_000_000_000_000_000n + BigInt(`0x${randomBytes(6).toString('hex')}`));
    const name = { givenName: email.split('@')[0] ?? '', familyName: 'Example' };
    const user = { primaryEmail: email, name, suspended: false, isAdmin: false, ...more, id };
    this.users.set(id, user);
    return user;
  }

  addServiceAccount(delegated: string[] = []): Record<string, string> {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keyId = randomBytes(20).toString('hex');
    const email = `sync-${keyId.slice(0, 6)}@project.iam.gserviceaccount.test`;
    this.#accounts.set(email, { email, keyId, publicKey, delegated: new Set(delegated) });
    return {
      type: 'service_account',
      project_id: 'project',
      private_key_id: keyId,
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      client_email: email,
      client_id: '1'.repeat(21),
      token_uri: `${this.url}/token`,
      universe_domain: 'googleapis.com',
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const { authorization, 'user-agent': userAgent } = headers;
    this.requests.push({ method, path: url, authorization, userAgent });
    const { pathname, searchParams } = new URL(url, this.url);
    const body = await readBody(request);
    const isToken = method === 'POST' && pathname === '/token';
    const isList = method === 'GET' && pathname === '/admin/directory/v1/users';
    if (isToken) send(response, await this.#token(headers['content-type'], body));
    else if (isList) send(response, this.#list(authorization, searchParams));
    else send(response, failure(404, 'notFound', 'Not Found'));
  }

  async #token(contentType: string | undefined, body: string): Promise<Reply> {
    const refuse = (error: string, error_description: string): Reply => ({
      status: 400,
      body: { error, error_description },
    });
    if (contentType !== 'application/x-www-form-urlencoded') return refuse('invalid_request', 'Bad Request');
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== GRANT_TYPE) return refuse('unsupported_grant_type', 'Invalid grant_type');
    const assertion = form.get('assertion') ?? '';
    const { iss = '', sub, scope, iat = 0, exp = 0 } = decodeJwt<{ scope?: string }>(assertion);
    const account = this.#accounts.get(iss);
    if (!account) return refuse('invalid_grant', 'Invalid grant: account not found');
    if (decodeProtectedHeader(assertion).kid !== account.keyId)
      return refuse('invalid_grant', 'Invalid JWT Signature.');
    const options = { audience: `${this.url}/token`, algorithms: ['RS256'], clockTolerance: 60 };
    const isVerified = await jwtVerify(assertion, account.publicKey, options).then(
      () => true,
      () => false,
    );
    if (!isVerified) return refuse('invalid_grant', 'Invalid JWT Signature.');
    if (exp - iat > LONGEST_SECONDS) {
      return refuse('invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes)');
    }
    const scopes = new Set((scope ?? '').split(' ').filter(Boolean));
    if (scopes.size === 0) return refuse('invalid_scope', 'Empty or missing scope not allowed.');
    if (sub !== undefined && ![...scopes].every((each) => account.delegated.has(each))) {
      const message = 'Client is unauthorized to retrieve access tokens using this method, or client not authorized';
      return { status: 401, body: { error: 'unauthorized_client', error_description: message } };
    }
    const token = `ya29.${randomUUID()}`;
    this.grants.set(token, { subject: sub ?? account.email, scopes, expiresAt: exp });
    return { status: 200, body: { access_token: token, expires_in: LONGEST_SECONDS - 1, token_type: 'Bearer' } };
  }

  #list(authorization: string | undefined, query: URLSearchParams): Reply {
    const grant = this.grants.get(authorization?.replace(/^Bearer /, '') ?? '');
    if (!grant || grant.expiresAt * 1000 < Date.now()) {
      return failure(401, 'authError', 'Request had invalid authentication credentials.');
    }
    const refusal = this.refusals.shift();
    if (refusal) {
      const { status, reason = 'rateLimitExceeded', retryAfter } = refusal;
      return failure(status, reason, 'Quota exceeded.', retryAfter ? { 'retry-after': retryAfter } : {});
    }
    const actor = [...this.users.values()].find(({ primaryEmail }) => primaryEmail === grant.subject);
    if (!actor?.isAdmin || !grant.scopes.has(DIRECTORY_SCOPE)) {
      return failure(403, 'forbidden', 'Not Authorized to access this resource/api');
    }
    if (query.get('domain') !== this.#domain) return failure(404, 'notFound', 'Domain not found.');
    const size = Number(query.get('maxResults') ?? 100);
    if (!(size >= 1 && size <= 500)) return failure(400, 'invalid', 'Invalid value for: maxResults');
    const all = [...this.users.values()].sort((a, b) => (a.primaryEmail < b.primaryEmail ? -1 : 1));
    const begin = Number(Buffer.from(query.get('pageToken') ?? '', 'base64url').toString() || 0);
    const users = all.slice(begin, begin + size);
    const next = begin + size < all.length ? Buffer.from(String(begin + size)).toString('base64url') : undefined;
    // As Google does, a page without anybody has no list at all.
    const list = users.length > 0 ? { users } : {};
    return {
      status: 200,
      body: { kind: 'admin#directory#users', ...list, ...(next ? { nextPageToken: next } : {}) },
    };
  }
}

interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

function failure(code: number, reason: string, message: string, headers = {}): Reply {
  return { status: code, body: { error: { code, message, errors: [{ message, domain: 'global', reason }] } }, headers };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
