import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { afterAll, describe, expect, it } from 'vitest';
import { startApi } from '../../../server/src/roles/api.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { startIdentity } from './setup.ts';

const identity = await startIdentity();
const api = await startApi(identity.services);
afterAll(() => api.stop());

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: what a client gets is any JSON
  data: any;
  errors?: { message: string; extensions: { code: string; reason?: string; fields?: { path: string }[] } }[];
}

async function ask(query: string, variables: object = {}, token?: string): Promise<Answer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const SESSION = 'accessToken refreshToken expiresAt user { id email role } tenant { id slug name }';
let organisations = 0;

async function signUp() {
  const typed = { tenantSlug: `acme-${++organisations}`, email: 'ada@acme.test', password: TEST_PASSWORD };
  const { data, errors } = await ask(`mutation ($input: SignUpInput!) { signUp(input: $input) { ${SESSION} } }`, {
    input: { ...typed, tenantName: 'Acme', firstName: 'Ada', lastName: 'Lovelace' },
  });
  expect(errors).toBeUndefined();
  return { typed, session: data.signUp, token: data.signUp.accessToken as string };
}

const signIn = (input: object) =>
  ask(`mutation ($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`, { input });

describe('over HTTP', () => {
  it('one signs up, signs in, refreshes, sees oneself and signs out', async () => {
    const { typed, session, token } = await signUp();
    expect(session).toMatchObject({
      user: { email: 'ada@acme.test', role: 'OWNER' },
      tenant: { slug: typed.tenantSlug },
    });
    const { data: signedIn } = await signIn(typed);
    const { data: refreshed } = await ask(
      `mutation ($t: String!) { refreshSession(refreshToken: $t) { ${SESSION} } }`,
      {
        t: signedIn.signIn.refreshToken,
      },
    );
    const own = await ask(
      '{ me { id email } tenant { slug sessionDays attributeSchema } }',
      {},
      refreshed.refreshSession.accessToken,
    );
    expect(own.data).toMatchObject({
      me: { id: session.user.id },
      tenant: { slug: typed.tenantSlug, sessionDays: 30 },
    });
    const { data: list } = await ask('{ sessions { totalCount nodes { isCurrent userAgent ipAddress } } }', {}, token);
    expect(list.sessions).toMatchObject({
      totalCount: 2,
      nodes: [{ isCurrent: false }, { isCurrent: true, ipAddress: '127.0.0.1' }],
    });
    expect(await ask('mutation { signOut }', {}, token)).toEqual({ data: { signOut: true } });
    expect((await ask('{ me { id } }', {}, token)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('one is asked for the code of an enrolled authenticator', async () => {
    const { typed, token } = await signUp();
    const { data: begun } = await ask('mutation { enrollTotp { secret uri expiresAt } }', {}, token);
    const totp = new TOTP({ secret: Secret.fromBase32(begun.enrollTotp.secret) });
    const confirm =
      'mutation ($code: String!) { confirmTotp(code: $code) { id type recoveryCodes recoveryCodesLeft } }';
    const { data: confirmed } = await ask(confirm, { code: totp.generate() }, token);
    expect(confirmed.confirmTotp).toMatchObject({ type: 'TOTP', recoveryCodesLeft: 10 });
    const { errors } = await signIn(typed);
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'MFA_REQUIRED' });
    const { data } = await signIn({ ...typed, oneTimeCode: confirmed.confirmTotp.recoveryCodes[0] });
    expect(data.signIn.user.email).toBe(typed.email);
    const { data: after } = await ask('{ mfaMethods { id recoveryCodes recoveryCodesLeft } }', {}, token);
    expect(after.mfaMethods).toEqual([{ id: confirmed.confirmTotp.id, recoveryCodes: null, recoveryCodesLeft: 9 }]);
    const remove = 'mutation ($id: ID!) { removeMfaMethod(id: $id) { id } }';
    expect((await ask(remove, { id: confirmed.confirmTotp.id }, token)).data.removeMfaMethod).toEqual({
      id: confirmed.confirmTotp.id,
    });
  });

  it('one makes an API token, uses it and revokes it', async () => {
    const { token, session } = await signUp();
    const create = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id scopes expiresAt } } }`;
    const { data } = await ask(create, { input: { name: 'CI', scopes: ['GROUP_READ', 'TENANT_READ'] } }, token);
    const made = data.createApiToken;
    expect(made.apiToken.scopes).toEqual(['GROUP_READ', 'TENANT_READ']);
    expect((await ask('{ me { id } tenant { id } groups { totalCount } }', {}, made.token)).data).toEqual({
      me: { id: session.user.id },
      tenant: { id: session.tenant.id },
      groups: { totalCount: 0 },
    });
    const refused = await ask('mutation { createGroup(input: {name: "x"}) { id } }', {}, made.token);
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { data: revoked } = await ask(
      'mutation ($id: ID!) { revokeApiToken(id: $id) { revokedAt } }',
      { id: made.apiToken.id },
      token,
    );
    expect(revoked.revokeApiToken.revokedAt).not.toBeNull();
    const { data: list } = await ask('{ apiTokens { nodes { id name revokedAt } } }', {}, token);
    expect(list.apiTokens.nodes).toMatchObject([{ id: made.apiToken.id, name: 'CI' }]);
  });

  it('one sets what attributes must look like, and is told where the schema is wrong', async () => {
    const { token } = await signUp();
    const set = 'mutation ($input: SetAttributeSchemaInput!) { setAttributeSchema(input: $input) { attributeSchema } }';
    const schema = { type: 'object', properties: { team: { type: 'string' } } };
    expect((await ask(set, { input: { schema } }, token)).data.setAttributeSchema.attributeSchema).toEqual(schema);
    const { errors } = await ask(
      set,
      { input: { schema: { type: 'object', properties: { a: { type: 'strin' } } } } },
      token,
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'schema.properties.a.type' }],
    });
    const { data } = await ask(
      'mutation { updateTenantSettings(input: {name: "Renamed", sessionDays: 3}) { name sessionDays } }',
      {},
      token,
    );
    expect(data.updateTenantSettings).toEqual({ name: 'Renamed', sessionDays: 3 });
  });

  it('anyone can check an access token by the published keys', async () => {
    const { token, session } = await signUp();
    const address = new URL(`${api.url}/.well-known/jwks.json`);
    const { payload } = await jwtVerify(token, createRemoteJWKSet(address), { issuer: 'joinery', audience: 'joinery' });
    expect(payload.sub).toBe(session.user.id);
    const response = await fetch(address);
    expect(response.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(((await response.json()) as { keys: object[] }).keys).toHaveLength(2);
  });

  it('a credential that is wrong is told as such, and does not stand in the way of signing in', async () => {
    const { typed } = await signUp();
    expect((await ask('{ me { id } }', {}, 'wrong')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const { data } = await ask(
      `mutation ($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`,
      { input: typed },
      'wrong',
    );
    expect(data.signIn.user.email).toBe(typed.email);
  });
});
