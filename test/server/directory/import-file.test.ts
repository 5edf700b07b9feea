import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { type ImportFilter, listUserImports } from '../../../server/src/modules/user-import/list.ts';
import { everything, importFile } from './import-fixture.ts';
import { refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();

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
