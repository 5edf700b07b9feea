import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { Context, PublicContext } from '../../../server/src/context.ts';
import { createHttp } from '../../../server/src/graphql/http.ts';
import { createApiToken } from '../../../server/src/modules/api-token/create.ts';
import { revokeApiToken } from '../../../server/src/modules/api-token/revoke.ts';
import { authenticate, mayGoOn, startCredentialWatch } from '../../../server/src/modules/session/index.ts';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { registerImportRoute } from '../../../server/src/modules/user-import/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { reportOf } from './import-fixture.ts';
import { startDirectory } from './setup.ts';

const directory = await startDirectory();
const { owner, actor } = await directory.newTenant();
const auditor = await actor('AUDITOR');
const app = createHttp(directory.services);
registerImportRoute(app, directory.services, {
  authenticate: async (anyone: PublicContext, token: string): Promise<Context> => {
    const known = { owner, auditor }[token];
    if (!known) return authenticate(anyone, token);
    return { ...anyone, tenantId: known.tenantId, actor: known.actor };
  },
  mayGoOn: async (ctx) => ctx.actor === owner.actor || mayGoOn(ctx),
});
const watch = await startCredentialWatch(directory.services);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
afterAll(async () => {
  await watch.stop();
  await app.close();
});

async function post(query: string, body: string | ReadableStream, { token = 'owner', type = 'text/csv' } = {}) {
  const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const options = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const response = await fetch(`${base}/imports/users?${query}`, options);
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

const imports = () =>
  owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.userImport.findMany({ orderBy: { id: 'desc' } }));

describe('POST /imports/users', () => {
  it('takes CSV and answers the counts; the report is kept', async () => {
    const { status, body } = await post('format=csv&mode=apply', 'email\na@x.test\nbad\n');
    expect(status).toBe(200);
    expect(body).toMatchObject({ mode: 'apply', status: 'SUCCESS', counts: { changed: 1, failed: 1 } });
    expect(await reportOf(owner, body.id ?? '')).toHaveLength(2);
  });

  it('takes NDJSON of any content type, in pieces, and plans unless told to apply', async () => {
    const pieces = ['{"email":"b@x', '.test"}\n{"email":', '"c@x.test"}'];
    const stream = new ReadableStream({
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const { body } = await post('format=ndjson', stream, { type: 'application/x-ndjson' });
    expect(body).toMatchObject({ mode: 'plan', counts: { changed: 2 } });
    const json = await post('format=ndjson', '{"email":"d@x.test"}', { type: 'application/json' });
    expect(json.body).toMatchObject({ counts: { changed: 1 } });
  });

  it.each([
    ['no token', 'format=csv', { token: '' }, 401, 'UNAUTHENTICATED'],
    ['a wrong token', 'format=csv', { token: 'who' }, 401, 'UNAUTHENTICATED'],
    ['an actor who only reads', 'format=csv', { token: 'auditor' }, 403, 'FORBIDDEN'],
    ['no format', 'mode=plan', {}, 400, 'INVALID_INPUT'],
    ['an unknown mode', 'format=csv&mode=maybe', {}, 400, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, query, options, status, code) => {
    const refused = await post(query, 'email\na@x.test\n', options);
    expect(refused).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
  });

  it('says what is wrong with a large file that it does not read to the end', async () => {
    const refused = await post('format=csv', `shoe_size\n${'42\n'.repeat(1_000_000)}`);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'INVALID_INPUT' } }] } });
  });

  it('marks an import as failed when the client goes away, and keeps what had come', async () => {
    const { port } = app.server.address() as AddressInfo;
    const path = '/imports/users?format=csv&mode=apply';
    const upload = send({
      port,
      path,
      method: 'POST',
      headers: { authorization: 'Bearer owner', 'content-type': 'text/csv' },
    });
    upload.on('error', () => undefined);
    upload.write(`email\n${Array.from({ length: 1500 }, (_, index) => `gone${index}@x.test\n`).join('')}`);
    await eventually(async () => expect((await imports())[0]).toMatchObject({ status: 'RUNNING', changed: 1000 }));
    upload.destroy();
    await eventually(async () => expect((await imports())[0]).toMatchObject({ status: 'FAILED' }));
  });

  it.each([
    ['their token is revoked', (_userId: string, tokenId: string) => revokeApiToken(owner, tokenId)],
    ['they are deactivated', (userId: string) => deactivateUser(owner, userId)],
  ])('stops before the next rows when %s, and says which are done', async (what, shutOut) => {
    const admin = await actor('ADMIN');
    const { token, apiToken } = await createApiToken(admin, { name: what, scopes: ['user:write', 'group:write'] });
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `${apiToken.id}-${from + at}@x.test\n`).join('');
    const { stream, write, close } = openBody();
    const answer = post('format=csv&mode=apply', stream, { token });
    write(`email\n${rows(0, 1500)}`);
    await eventually(async () => expect((await imports())[0]).toMatchObject({ status: 'RUNNING', changed: 1000 }));
    await shutOut(admin.actor.id ?? '', apiToken.id);
    write(rows(1500, 2000));
    close();

    const { status, body } = await answer;
    const error = expect.stringMatching(
      /^stopped before row 1001: .* the rows before it are done, the others are not$/,
    );
    expect({ status, body }).toMatchObject({
      status: 401,
      body: { errors: [{ message: error, extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    const [stopped] = await imports();
    expect(stopped).toMatchObject({ status: 'FAILED', error, changed: 1000 });
    expect(await reportOf(owner, stopped?.id ?? '')).toHaveLength(1000);
    const people = { email: { startsWith: apiToken.id } };
    expect(await owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.user.count({ where: people }))).toBe(1000);
  });
});

/** A body that is sent in pieces. */
function openBody() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  return {
    stream: readable,
    // The answer may come before the last piece was taken, and what becomes of that is the answer's to say.
    write: (text: string) => void writer.write(new TextEncoder().encode(text)).catch(() => undefined),
    close: () => void writer.close().catch(() => undefined),
  };
}
