import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { setAttributeSchema } from '../../../server/src/modules/tenant/set-attribute-schema.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { importUsers } from '../../../server/src/modules/user-import/index.ts';
import { listImportRows } from '../../../server/src/modules/user-import/list.ts';
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
