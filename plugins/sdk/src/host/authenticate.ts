import type { AuthSpec, ClientCredentialsSpec, ExchangeSpec, JwtSpec, SignSpec } from '../define/auth.ts';
import { isConfigRef, isSecretRef, partsOf, type Text } from '../define/references.ts';
import type { Connection } from './connection.ts';
import { baseOf, type Endpoint, urlBelow } from './endpoint.ts';
import { Refusal } from './refusal.ts';
import { isRateLimited } from './retry-after.ts';
import { signJwt } from './sign.ts';
import type { Token, TokenCache } from './token-cache.ts';
import type { OutgoingAnswer, OutgoingRequest } from './transport.ts';

export interface Authentication {
  connection: Connection;
  endpoint: Endpoint;
  tokens: TokenCache;
  /** Of the connection, its secrets' version and the endpoint: whose token it is. */
  tokenKey: string;
  nowMs: number;
  /** One request, without authentication of its own. */
  send(request: Pick<OutgoingRequest, 'url' | 'method' | 'headers' | 'body' | 'onlyHosts'>): Promise<OutgoingAnswer>;
}

/** The headers that authenticate a request. Secrets are opened here, and known to the connection from here on as such. */
export async function authHeaders(spec: AuthSpec, given: Authentication): Promise<Record<string, string>> {
  const { connection } = given;
  switch (spec.type) {
    case 'none':
      return {};
    case 'bearer':
      return bearer(await connection.secret(spec.token.secret));
    case 'basic': {
      const pair = `${await connection.text(spec.user)}:${await connection.text(spec.password)}`;
      const value = Buffer.from(pair).toString('base64');
      connection.conceal(value);
      return { authorization: `Basic ${value}` };
    }
    case 'headers': {
      const headers = Object.entries(spec.headers).map(async ([name, text]) => [
        name.toLowerCase(),
        await connection.text(text),
      ]);
      return Object.fromEntries(await Promise.all(headers));
    }
    case 'first_of': {
      const choice = spec.choices.find((each) => isSet(each, connection));
      if (choice) return authHeaders(choice, given);
      throw new Refusal('auth', 'no secret is set that it could be authenticated with');
    }
    default:
      return bearer(await tokenOf(spec, given));
  }
}

/** What has to be got before, and so can become stale. */
export function hasToken(spec: AuthSpec, connection: Connection): boolean {
  const chosen = spec.type === 'first_of' ? spec.choices.find((each) => isSet(each, connection)) : spec;
  return chosen?.type === 'jwt' || chosen?.type === 'exchange' || chosen?.type === 'client_credentials';
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function isSet(spec: AuthSpec, connection: Connection): boolean {
  return textsOf(spec)
    .flatMap(partsOf)
    .every((part) => {
      if (isConfigRef(part)) return connection.hasConfig(part.config);
      return isSecretRef(part) ? connection.hasSecret(part.secret) : true;
    });
}

function textsOf(spec: AuthSpec): Text[] {
  if (spec.type === 'bearer') return [spec.token];
  if (spec.type === 'basic') return [spec.user, spec.password];
  if (spec.type === 'headers') return Object.values(spec.headers);
  if (spec.type === 'client_credentials') return [spec.tokenUrl, spec.clientId, spec.clientSecret];
  if (spec.type === 'jwt') return [spec.sign.key, ...Object.values(spec.sign.claims)];
  if (spec.type !== 'exchange') return [];
  const inPath = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => ({ config: key }));
  return [spec.sign.key, ...Object.values(spec.sign.claims), ...inPath];
}

async function tokenOf(spec: JwtSpec | ExchangeSpec | ClientCredentialsSpec, given: Authentication): Promise<string> {
  const fetch = () => {
    if (spec.type === 'jwt') return signed(spec.sign, given);
    return spec.type === 'exchange' ? exchange(spec, given) : clientCredentials(spec, given);
  };
  const token = await given.tokens.get(given.tokenKey, given.nowMs, fetch);
  given.connection.conceal(token);
  return token;
}

async function signed(
  { algorithm, key, claims, lifetimeSeconds }: SignSpec,
  { connection, nowMs }: Authentication,
): Promise<Token> {
  const texts = Object.entries(claims).map(async ([name, text]) => [name, await connection.text(text)]);
  // The clock of the other side may be a little behind.
  const iat = Math.floor(nowMs / 1000) - 30;
  const exp = iat + lifetimeSeconds;
  const value = await signJwt({
    algorithm,
    key: await connection.secret(key.secret),
    claims: { ...Object.fromEntries(await Promise.all(texts)), iat, exp },
  });
  connection.conceal(value);
  return { value, expiresAtMs: exp * 1000 };
}

async function exchange(spec: ExchangeSpec, given: Authentication): Promise<Token> {
  const { connection, endpoint, nowMs } = given;
  const { value: assertion } = await signed(spec.sign, given);
  const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(connection.configText(name)));
  const answer = await given.send({
    url: urlBelow(endpoint, path, []),
    method: spec.method,
    headers: { accept: 'application/json', ...bearer(assertion) },
    onlyHosts: [endpoint.host],
  });
  return tokenIn(answer, { tokenAt: spec.tokenAt, expiresAt: spec.expiresAtAt, nowMs });
}

async function clientCredentials(spec: ClientCredentialsSpec, given: Authentication): Promise<Token> {
  const { connection, nowMs } = given;
  const { base, host } = baseOf(connection, spec.tokenUrl);
  const pair = [await connection.text(spec.clientId), await connection.secret(spec.clientSecret.secret)];
  // RFC 6749, section 2.3.1: form-encoded first.
  const basic = Buffer.from(pair.map(encodeURIComponent).join(':')).toString('base64');
  connection.conceal(basic);
  const answer = await given.send({
    url: base.href,
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${basic}`,
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(spec.scope ? { scope: spec.scope } : {}),
    }).toString(),
    onlyHosts: [host],
  });
  return tokenIn(answer, { tokenAt: 'access_token', expiresAt: 'expires_in', nowMs });
}

const DEFAULT_LIFETIME_MS = 5 * 60_000;

function tokenIn(
  answer: OutgoingAnswer,
  { tokenAt, expiresAt, nowMs }: { tokenAt: string; expiresAt: string | undefined; nowMs: number },
): Token {
  if (!answer.ok) throw new Refusal(answer.kind === 'denied' ? 'denied' : 'unavailable', answer.message);
  if (isRateLimited(answer)) throw new Refusal('rate_limited', `no token: it answered ${answer.status}`);
  if (answer.status >= 500) throw new Refusal('unavailable', `no token: it answered ${answer.status}`);
  if (answer.status >= 400) throw new Refusal('auth', `no token: it answered ${answer.status}`);
  const data = parse(answer.body);
  const value = valueAt(data, tokenAt);
  if (typeof value !== 'string' || value === '') throw new Refusal('unexpected_answer', `the answer has no ${tokenAt}`);
  return { value, expiresAtMs: endOf(expiresAt === undefined ? undefined : valueAt(data, expiresAt), nowMs) };
}

function endOf(value: unknown, nowMs: number): number {
  if (typeof value === 'number') return nowMs + value * 1000;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? nowMs + DEFAULT_LIFETIME_MS : time;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], data);
}
