import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { setAttributeSchema } from '../../../server/src/modules/tenant/set-attribute-schema.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { importUsers } from '../../../server/src/modules/user-import/index.ts';
import { type ImportFilter, listImportRows, listUserImports } from '../../../server/src/modules/user-import/list.ts';
import { everything, importFile, reportOf } from './import-fixture.ts';
import { refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const HEADER = 'email,username,first_name,last_name,role,manager_email,active,groups,attributes.team';

describe('a row', () => {
  it('creates a user with memberships, told by the same events and audit rows as the verbs', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    const csv = `${HEADER}\n Ada@X.test ,,Ada,"Love, lace",auditor,,yes,ops,core\n`;
    const { result, events, audit } = await trailOf(owner, () => importFile(owner, csv));
    expect(result).toMatchObject({ status: 'SUCCESS', changed: 1, noop: 0, skipped: 0, failed: 0 });
    expect(result.rows).toMatchObject([
      {
        row: 1,
        email: 'ada@x.test',
        outcome: 'changed',
        reason: null,
        changes: {
          new: {
            email: 'ada@x.test',
            username: 'ada',
            last_name: 'Love, lace',
            role: 'AUDITOR',
            attributes: { team: 'core' },
          },
          groupsAdded: ['ops'],
        },
      },
    ]);
    expect(events).toMatchObject([
      {
        type: 'user.created',
        data: { user_email: 'ada@x.test', user_role: 'auditor', user_attributes: { team: 'core' } },
      },
      { type: 'group.member_added', data: { group_name: 'ops', membership_source: 'manual' } },
    ]);
    expect(audit).toMatchObject([
      { action: 'user.created', eventId: events[0]?.id, detail: { importId: result.id } },
      { action: 'group.member_added', eventId: events[1]?.id },
      { action: 'user_import.applied', outcome: 'changed', detail: { counts: { changed: 1 } } },
    ]);
  });

  it('is found in the report by its address and by what became of it', async () => {
    const { owner } = await directory.newTenant();
    const { id } = await importFile(owner, 'email\nada@x.test\nbob@x.test\nnobody\n');
    const rows = async (filter: { outcome?: 'changed' | 'failed'; text?: string }) =>
      (await listImportRows(owner, id, { page: {}, ...filter })).rows.map(({ row }) => row.row);
    expect(await rows({ text: 'BOB' })).toEqual([2]);
    expect(await rows({ text: 'x.test', outcome: 'failed' })).toEqual([]);
    expect(await rows({ outcome: 'failed' })).toEqual([3]);
  });

  it('changes what it names and leaves the rest, with old and new values', async () => {
    const { owner } = await directory.newTenant();
    await createUser(owner, {
      email: 'ada@x.test',
      firstName: 'Ada',
      lastName: 'Old',
      attributes: { team: 'a', floor: 2 },
    });
    const csv = `${HEADER}\nada@x.test,,,New,,,,,b\n`;
    const { result, events } = await trailOf(owner, () => importFile(owner, csv));
    expect(result.rows[0]).toMatchObject({
      outcome: 'changed',
      changes: {
        old: { last_name: 'Old', attributes: { team: 'a', floor: 2 } },
        new: { last_name: 'New', attributes: { team: 'b', floor: 2 } },
      },
    });
    expect(events).toMatchObject([{ type: 'user.updated', data: { user_first_name: 'Ada', user_last_name: 'New' } }]);
    expect(events[0]?.previous).toEqual({ user_last_name: 'Old', user_attributes: { team: 'a', floor: 2 } });
  });

  it('is a noop the second time', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    const csv = `${HEADER}\nboss@x.test,,B,,,,,,\nada@x.test,,A,,,boss@x.test,,ops,core\n`;
    await importFile(owner, csv);
    const { result, events } = await trailOf(owner, () => importFile(owner, csv));
    expect(result).toMatchObject({ changed: 0, noop: 2, failed: 0 });
    expect(events).toEqual([]);
  });

  it('lets in and shuts out, and ends the sessions of who is shut out', async () => {
    const { owner } = await directory.newTenant();
    const user = await createUser(owner, { email: 'ada@x.test' });
    const off = await trailOf(owner, () => importFile(owner, 'email,active,first_name\nada@x.test,false,Ada\n'));
    expect(off.events).toMatchObject([
      { type: 'user.updated', previous: { user_first_name: '' } },
      { type: 'user.deactivated', data: { user_id: user.id, user_active: false } },
    ]);
    const on = await trailOf(owner, () => importFile(owner, 'email,active\nada@x.test,TRUE\n'));
    expect(on.events).toMatchObject([{ type: 'user.activated', previous: { user_active: false } }]);
  });

  it('fails alone, with the reason', async () => {
    const { owner } = await directory.newTenant();
    await createUser(owner, { email: 'known@x.test', username: 'known' });
    const rows = [
      'good@x.test,,,,,,,,',
      'no address,,,,,,,,',
      ',x,,,,,,,',
      'role@x.test,,,,king,,,,',
      'active@x.test,,,,,,perhaps,,',
      'group@x.test,,,,,,,nowhere,',
      'name@x.test,known,,,,,,,',
      'Good@x.test,,,,,,,,',
      'cells@x.test',
      ',,,,,,,,',
      'lost@x.test,,,,,none@x.test,,,',
      'also@x.test,,,,,,,,',
    ];
    const { rows: report, ...done } = await importFile(owner, `${HEADER}\n${rows.join('\n')}\n`);
    expect(done).toMatchObject({ status: 'SUCCESS', changed: 2, skipped: 1, failed: 9 });
    const outcomes = report.map(({ row, outcome, reason }) => `${row} ${outcome} ${reason}`);
    expect(outcomes).toEqual([
      '1 changed null',
      '2 failed email: must be an email address',
      expect.stringMatching(/^3 failed email: /),
      expect.stringMatching(/^4 failed role: /),
      '5 failed active: must be true or false',
      '6 failed there is no group named nowhere',
      '7 failed the username known is taken',
      '8 failed row 1 has the same email',
      '9 failed the row has 1 cells where the header has 9',
      '10 skipped the row is empty',
      '11 failed there is no user none@x.test to be the manager; the rest of the row was done',
      '12 changed null',
    ]);
    const { users } = await everything(owner);
    expect(users.map(({ email }) => email)).toEqual(
      expect.arrayContaining(['good@x.test', 'lost@x.test', 'also@x.test']),
    );
  });

  it("fails when its attributes do not fit the tenant's schema", async () => {
    const { owner } = await directory.newTenant();
    const schema = { type: 'object', properties: { team: { enum: ['core', 'web'] } } };
    await setAttributeSchema(owner, { schema });
    const { rows } = await importFile(owner, 'email,attributes.team\na@x.test,core\nb@x.test,pub\n');
    expect(rows.map(({ outcome }) => outcome)).toEqual(['changed', 'failed']);
    expect(rows[1]?.reason).toContain('attributes.team');
  });

  it('gives no power that the actor may not give, and does not lose the last owner', async () => {
    const { owner, actor } = await directory.newTenant();
    const admin = await actor('ADMIN');
    const mine = owner.actor.email;
    const byAdmin = await importFile(admin, `email,role,active\nking@x.test,owner,\n${mine},member,\n${mine},,no\n`);
    expect(byAdmin.rows.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    const byOwner = await importFile(owner, `email,role\n${mine},member\n`);
    expect(byOwner.rows).toMatchObject([{ outcome: 'failed', reason: 'this is the last active owner' }]);
    const handedOver = await importFile(owner, `email,role\nnext@x.test,owner\n${mine},member\n`);
    expect(handedOver.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
  });

  it('adds to groups only for who may', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    const scopes = new Set(['user:read', 'user:write'] as const);
    const token = { ...owner, actor: { ...owner.actor, kind: 'api_token' as const, scopes } };
    const { rows } = await importFile(token, 'email,groups\na@x.test,ops\nb@x.test,\n');
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'changed']);
  });
});

describe('a manager', () => {
  it('may stand anywhere in the file, and in the directory', async () => {
    const { owner } = await directory.newTenant();
    await createUser(owner, { email: 'top@x.test' });
    const csv = 'email,manager_email\nlow@x.test,mid@x.test\nmid@x.test,Top@x.test\n';
    const { result, events } = await trailOf(owner, () => importFile(owner, csv));
    expect(result).toMatchObject({ changed: 2, failed: 0 });
    expect(result.rows[0]?.changes).toMatchObject({ new: { email: 'low@x.test', manager_email: 'mid@x.test' } });
    const { users } = await everything(owner);
    const idOf = (email: string) => users.find((user) => user.email === email)?.id;
    expect(users.find(({ email }) => email === 'low@x.test')?.managerId).toBe(idOf('mid@x.test'));
    expect(users.find(({ email }) => email === 'mid@x.test')?.managerId).toBe(idOf('top@x.test'));
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'user.created', 'user.updated', 'user.updated']);
    expect(events[2]).toMatchObject({
      previous: { user_manager_id: null },
      data: { user_manager_id: idOf('mid@x.test') },
    });
  });

  it.each(['plan', 'apply'] as const)('who would close a circle is refused (%s)', async (mode) => {
    const { owner } = await directory.newTenant();
    const top = await createUser(owner, { email: 'top@x.test' });
    await createUser(owner, { email: 'mid@x.test', managerId: top.id });
    const csv = [
      'email,manager_email',
      'self@x.test,self@x.test',
      'a@x.test,b@x.test',
      'b@x.test,a@x.test',
      'top@x.test,new@x.test',
      'new@x.test,mid@x.test',
    ];
    const { rows } = await importFile(owner, csv.join('\n'), { mode });
    expect(rows.map(({ email, outcome }) => `${email} ${outcome}`)).toEqual([
      'self@x.test failed',
      'a@x.test changed',
      'b@x.test failed',
      'top@x.test changed',
      'new@x.test failed',
    ]);
    expect(rows[2]?.reason).toContain('the two would manage each other');
  });

  it('is taken away by null', async () => {
    const { owner } = await directory.newTenant();
    const top = await createUser(owner, { email: 'top@x.test' });
    await createUser(owner, { email: 'low@x.test', managerId: top.id, firstName: 'Low', attributes: { a: 1, b: 2 } });
    const row = { email: 'low@x.test', manager_email: null, first_name: null, attributes: { a: null } };
    const { result, events } = await trailOf(owner, () => importUsers(owner, { json: [row], mode: 'apply' }));
    expect(await reportOf(owner, result.id)).toMatchObject([
      {
        changes: {
          old: { manager_email: 'top@x.test' },
          new: { manager_email: null, first_name: '', attributes: { b: 2 } },
        },
      },
    ]);
    expect(events).toMatchObject([{ previous: { user_manager_id: top.id }, data: { user_attributes: { b: 2 } } }]);
  });
});

describe('a plan', () => {
  it('says what an import does, and does none of it', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    await createUser(owner, { email: 'ada@x.test', firstName: 'Ada' });
    const csv = [
      HEADER,
      'ada@x.test,,Eve,,,new@x.test,,ops,',
      'new@x.test,,,,,,,ops,',
      'new@y.test,,,,,,,,',
      'bad,,,,,,,,',
      'lost@x.test,,,,,nobody@x.test,,,',
    ].join('\n');
    const before = await everything(owner);
    const { result: planned, events, audit } = await trailOf(owner, () => importFile(owner, csv, { mode: 'plan' }));
    expect(await everything(owner)).toEqual(before);
    expect(events).toEqual([]);
    expect(audit).toMatchObject([{ action: 'user_import.planned', outcome: 'noop' }]);
    const applied = await importFile(owner, csv, { mode: 'apply' });
    const said = ({ rows }: typeof planned) =>
      rows.map(({ row, email, outcome, reason, changes }) => ({ row, email, outcome, reason, changes }));
    expect(said(planned)).toEqual(said(applied));
    expect(planned).toMatchObject({ mode: 'plan', changed: applied.changed, failed: applied.failed });
  });
});

describe('a file', () => {
  it.each([
    ['no email', 'name\nx'],
    ['an unknown column', 'email,shoe_size\na@x.test,42'],
    ['a column twice', 'email,Email\na@x.test,a@x.test'],
  ])('with %s in its header is refused', async (_what, csv) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(() => importFile(owner, csv))).toMatchObject({ code: 'INVALID_INPUT' });
    const imports = await owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.userImport.findMany());
    expect(imports).toMatchObject([{ status: 'FAILED', error: expect.any(String), changed: 0 }]);
  });

  it('that breaks off keeps what came before, says so, and goes on when sent again', async () => {
    const { owner } = await directory.newTenant();
    const broken = 'email\na@x.test\nb@x.test\n"c@x.test\nd@x.test\n';
    expect(await refusal(() => importFile(owner, broken))).toMatchObject({ code: 'INVALID_INPUT' });
    const [failed] = await owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.userImport.findMany());
    expect(failed).toMatchObject({ status: 'FAILED', changed: 2, error: expect.stringContaining('row 2') });
    expect(await importFile(owner, broken.replace('"', ''))).toMatchObject({ status: 'SUCCESS', changed: 2, noop: 2 });
  });

  it('may come byte by byte, with a byte order mark, other line ends and quoted line breaks', async () => {
    const { owner } = await directory.newTenant();
    const csv = '\ufeffemail,first_name\r\nü@x.test,\r\na@x.test,"Zoë\nAnna"\r\nb@x.test,O"Neil\r\n';
    const { rows } = await importFile(owner, csv, { pieceBytes: 1 });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'changed', 'changed']);
    const { users } = await everything(owner);
    expect(users.map(({ firstName }) => firstName)).toEqual(expect.arrayContaining(['Zoë\nAnna', 'O"Neil']));
  });

  it('may be NDJSON, whose bad lines fail alone', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    const lines = [
      '{"email":"a@x.test","active":true,"groups":["ops"],"attributes":{"level":3},"attributes.team":"core"}',
      '{broken',
      '[1]',
      '{"email":"b@x.test","shoe_size":42}',
      '{"email":"c@x.test","first_name":"\\u0000"}',
      '{"email":"d@x.test","first_name":"\\ud800"}',
      '{}',
      '',
      '{"email":"e@x.test","first_name":"\\ud83d\\ude00"}',
    ];
    const { rows } = await importFile(owner, lines.join('\n'), { format: 'ndjson', pieceBytes: 7 });
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'changed',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
      'skipped',
      'changed',
    ]);
    expect(rows[0]?.changes).toMatchObject({ new: { attributes: { level: 3, team: 'core' } }, groupsAdded: ['ops'] });
    expect(rows[3]?.reason).toContain('shoe_size');
  });

  it('may be one JSON array, in whatever pieces, whose bad elements fail alone', async () => {
    const { owner } = await directory.newTenant();
    const file = [
      '\ufeff [',
      '  {',
      '    "email": "a@x.test", "first_name": "a \\" ] } , [ {", "groups": []',
      '  },',
      '  {broken}, 7, "text",',
      '',
      '  {"email": "b@x.test", "attributes": {"team": "ü", "tags": [{"a": [1]}]}}',
      ']',
    ];
    const { rows } = await importFile(owner, file.join('\n'), { format: 'json', pieceBytes: 3 });
    expect(rows.map(({ row, line, outcome }) => `${row} in ${line}: ${outcome}`)).toEqual([
      '1 in 2: changed',
      '2 in 5: failed',
      '3 in 5: failed',
      '4 in 5: failed',
      '5 in 7: changed',
    ]);
    expect(rows[0]?.changes).toMatchObject({ new: { first_name: 'a " ] } , [ {' } });
  });

  it.each([
    ['no array', '{"email":"a@x.test"}'],
    ['an array without an end', '[{"email":"a@x.test"},'],
    ['more behind its array', '[{"email":"a@x.test"}] 1'],
    ['a string without an end', '[{"email":"a@x.test"},{"email":"b]'],
  ])('of JSON with %s is refused', async (_what, text) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(() => importFile(owner, text, { format: 'json' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each(['\n', '\r\n'])('tells the line that each row begins in, where lines end with %j', async (end) => {
    const { owner } = await directory.newTenant();
    const lines = ['email,first_name', '', 'a@x.test,"Zoë', 'Anna', 'Maria"', '', '', 'bad,"x', 'y"', 'b@x.test,B'];
    const { rows } = await importFile(owner, lines.join(end), { pieceBytes: 1 });
    expect(rows.map(({ row, line, outcome }) => `${row} in ${line}: ${outcome}`)).toEqual([
      '1 in 3: changed',
      '2 in 8: failed',
      '3 in 10: changed',
    ]);
    const ndjson = await importFile(owner, ['', '{"email":"c@x.test"}', '', 'bad'].join(end), { format: 'ndjson' });
    expect(ndjson.rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('is found again by somebody in it, by what it was and who sent it', async () => {
    const { owner, actor } = await directory.newTenant();
    const admin = await actor('ADMIN');
    const done = await importFile(owner, 'email\nfound@x.test\nbad\n');
    const planned = await importFile(admin, 'email\nplanned@x.test\n', { mode: 'plan' });
    await refusal(() => importFile(owner, 'shoe_size\n42\n'));
    const found = async (filter: ImportFilter) =>
      (await listUserImports(owner, { page: {}, filter })).rows.map(({ row }) => row.id);
    expect(await found({ text: 'Found@x.test' })).toEqual([done.id]);
    expect(await found({ text: 'found@x' })).toEqual([]);
    expect(await found({ text: 'SHOE_SIZE' })).toHaveLength(1);
    expect(await found({ mode: 'plan' })).toEqual([planned.id]);
    expect(await found({ status: 'FAILED' })).toHaveLength(1);
    expect(await found({ createdById: admin.actor.id })).toEqual([planned.id]);
    expect(await refusal(() => found({ createdById: 'x' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('may come twice at once, in whatever order: everybody is created once', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    const lines = Array.from({ length: 2500 }, (_, index) => `twin${index}@x.test,ops,boss@x.test`);
    const file = (rows: string[]) => ['email,groups,manager_email', 'boss@x.test,,', ...rows].join('\n');
    const done = await Promise.all([importFile(owner, file(lines)), importFile(owner, file(lines.toReversed()))]);
    for (const { status } of done) expect(status).toBe('SUCCESS');
    for (const { rows } of done) expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const { users, memberships } = await everything(owner);
    expect(users.filter(({ email }) => email.startsWith('twin'))).toHaveLength(2500);
    expect(memberships).toHaveLength(2500);
    const types = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.event.groupBy({ by: ['type'], _count: true }),
    );
    const counts = Object.fromEntries(types.map(({ type, _count }) => [type, _count]));
    // The owner and the group were there before.
    expect(counts).toMatchObject({ 'user.created': 2502, 'group.member_added': 2500 });
  });

  it('has rows that end: a line without one is refused', async () => {
    const { owner } = await directory.newTenant();
    const endless = `{"email":"${'x'.repeat(200_000)}`;
    expect(await refusal(() => importFile(owner, endless, { format: 'ndjson', pieceBytes: 50_000 }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await refusal(() => importFile(owner, `email\n"${'x'.repeat(200_000)}`))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('importUsers', () => {
  it('takes CSV or JSON, one of them, and plans unless told to apply', async () => {
    const { owner } = await directory.newTenant();
    expect(await importUsers(owner, { csv: 'email\na@x.test' })).toMatchObject({ mode: 'plan', changed: 1 });
    expect(await importUsers(owner, { json: [{ email: 'a@x.test' }], mode: 'apply' })).toMatchObject({ changed: 1 });
    for (const input of [{}, { csv: 'email', json: [] }, { json: {} }]) {
      expect(await refusal(() => importUsers(owner, input))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});
