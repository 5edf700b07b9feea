import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { deleteAppMapping } from '../../../server/src/modules/app-mapping/delete.ts';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { listAppMappings, readAppMapping } from '../../../server/src/modules/app-mapping/list.ts';
import { updateAppMapping } from '../../../server/src/modules/app-mapping/update.ts';
import { deleteApplication } from '../../../server/src/modules/application/delete.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { listApplications, readApplication } from '../../../server/src/modules/application/list.ts';
import { rotateApplicationSecret } from '../../../server/src/modules/application/rotate-secret.ts';
import { updateApplication } from '../../../server/src/modules/application/update.ts';
import { addGroupMembers } from '../../../server/src/modules/group/add-members.ts';
import { deleteGroup } from '../../../server/src/modules/group/delete.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { listGroups, readGroup } from '../../../server/src/modules/group/list.ts';
import { listMembers } from '../../../server/src/modules/group/list-members.ts';
import { removeGroupMember } from '../../../server/src/modules/group/remove-member.ts';
import { removeGroupMembers } from '../../../server/src/modules/group/remove-members.ts';
import { updateGroup } from '../../../server/src/modules/group/update.ts';
import { activateUser } from '../../../server/src/modules/user/activate.ts';
import { activateUsers } from '../../../server/src/modules/user/activate-users.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { deactivateUsers } from '../../../server/src/modules/user/deactivate-users.ts';
import { deleteUser } from '../../../server/src/modules/user/delete.ts';
import { readUser } from '../../../server/src/modules/user/get.ts';
import { createUser, setUserPassword } from '../../../server/src/modules/user/index.ts';
import { listUsers } from '../../../server/src/modules/user/list.ts';
import { updateUser } from '../../../server/src/modules/user/update.ts';
import { importUsers, importUsersFromStream } from '../../../server/src/modules/user-import/index.ts';
import { listImportRows, listUserImports, readUserImport } from '../../../server/src/modules/user-import/list.ts';
import { person, refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();
const theirs = await directory.newTenant();
const mine = await directory.newTenant();
const objects = await fill(theirs.owner);
const own = await fill(mine.owner);

async function fill(owner: Context) {
  const user = await person(owner);
  const group = await createGroup(owner, { name: 'group' });
  await addGroupMember(owner, { groupId: group.id, userId: user.id });
  const { application } = await createApplication(owner, { name: 'application' });
  const mapping = await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'role' });
  const done = await importUsers(owner, { json: [] });
  return { user: user.id, group: group.id, application: application.id, mapping: mapping.id, import: done.id };
}

type Objects = typeof objects;
type Verb = (ctx: Context, ids: Objects) => Promise<unknown>;
const order = { field: 'createdAt', direction: 'ASC' } as const;
const stream = () => Readable.from([Buffer.from('email\n')]);

/** Verbs that change a thing by its id. */
const CHANGES: Record<string, Verb> = {
  updateUser: (ctx, { user }) => updateUser(ctx, user, { firstName: 'x' }),
  updateUserManager: (ctx, { user }) => updateUser(ctx, own.user, { managerId: user }),
  activateUser: (ctx, { user }) => activateUser(ctx, user),
  deactivateUser: (ctx, { user }) => deactivateUser(ctx, user),
  deleteUser: (ctx, { user }) => deleteUser(ctx, user),
  setUserPassword: (ctx, { user }) => setUserPassword(ctx, { id: user, password: 'a long enough one' }),
  updateGroup: (ctx, { group }) => updateGroup(ctx, group, { name: 'x' }),
  deleteGroup: (ctx, { group }) => deleteGroup(ctx, group),
  addGroupMemberToTheirGroup: (ctx, { group }) => addGroupMember(ctx, { groupId: group, userId: own.user }),
  addTheirUser: (ctx, { user }) => addGroupMember(ctx, { groupId: own.group, userId: user }),
  removeGroupMember: (ctx, { group, user }) => removeGroupMember(ctx, { groupId: group, userId: user }),
  addGroupMembers: (ctx, { group }) => addGroupMembers(ctx, { groupId: group, userIds: [own.user] }),
  removeGroupMembers: (ctx, { group }) => removeGroupMembers(ctx, { groupId: group, userIds: [own.user] }),
  updateApplication: (ctx, { application }) => updateApplication(ctx, application, { name: 'x' }),
  deleteApplication: (ctx, { application }) => deleteApplication(ctx, application),
  rotateApplicationSecret: (ctx, { application }) => rotateApplicationSecret(ctx, application, {}),
  createAppMapping: (ctx, { application }) =>
    createAppMapping(ctx, { applicationId: application, userId: own.user, role: 'x' }),
  updateAppMapping: (ctx, { mapping }) => updateAppMapping(ctx, mapping, { role: 'x' }),
  deleteAppMapping: (ctx, { mapping }) => deleteAppMapping(ctx, mapping),
};

/** Verbs that make something new, or answer for each of many things. */
const CREATIONS: Record<string, Verb> = {
  createUser: (ctx) => createUser(ctx, { email: 'new@x.test' }),
  activateUsers: (ctx) => activateUsers(ctx, [own.user]),
  deactivateUsers: (ctx) => deactivateUsers(ctx, [own.user]),
  createGroup: (ctx) => createGroup(ctx, { name: 'new' }),
  createApplication: (ctx) => createApplication(ctx, { name: 'new' }),
  importUsers: (ctx) => importUsers(ctx, { json: [] }),
  importUsersFromStream: (ctx) =>
    importUsersFromStream(ctx, { format: 'csv', mode: 'plan', stream: stream(), mayGoOn: async () => true }),
};

const READS: Record<string, Verb> = {
  readUser: (ctx, { user }) => readUser(ctx, user),
  readGroup: (ctx, { group }) => readGroup(ctx, group),
  readApplication: (ctx, { application }) => readApplication(ctx, application),
  readAppMapping: (ctx, { mapping }) => readAppMapping(ctx, mapping),
  readUserImport: (ctx, ids) => readUserImport(ctx, ids.import),
};

const LISTS: Record<string, Verb> = {
  listUsers: (ctx) => listUsers(ctx, { page: {}, order }),
  listGroups: (ctx) => listGroups(ctx, { page: {}, order }),
  listMembers: (ctx, { group }) => listMembers(ctx, group, {}),
  listApplications: (ctx) => listApplications(ctx, { page: {}, order }),
  listAppMappings: (ctx) => listAppMappings(ctx, { page: {} }),
  listUserImports: (ctx) => listUserImports(ctx, { page: {} }),
  listImportRows: (ctx, ids) => listImportRows(ctx, ids.import, { page: {} }),
};

describe.each(Object.entries({ ...CHANGES, ...CREATIONS }))('%s', (_name, verb) => {
  it('refuses an auditor, who only reads, and a member', async () => {
    for (const role of ['AUDITOR', 'MEMBER'] as const) {
      expect(await refusal(async () => verb(await mine.actor(role), own))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe.each(Object.entries({ ...READS, ...LISTS }))('%s', (_name, verb) => {
  it('lets an auditor read, and no member', async () => {
    await verb(await mine.actor('AUDITOR'), own);
    expect(await refusal(async () => verb(await mine.actor('MEMBER'), own))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe.each(Object.entries({ ...CHANGES, ...READS }))('%s', (_name, verb) => {
  it("does not find another tenant's object", async () => {
    expect(await refusal(() => verb(mine.owner, objects))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lists', () => {
  it("are empty of another tenant's objects", async () => {
    const order = { field: 'createdAt', direction: 'ASC' } as const;
    const pages = [
      await listUsers(mine.owner, { page: {}, filter: { groupId: objects.group }, order }),
      await listUsers(mine.owner, { page: {}, filter: { managerId: objects.user }, order }),
      await listMembers(mine.owner, objects.group, {}),
      await listAppMappings(mine.owner, { page: {}, filter: { applicationId: objects.application } }),
      await listImportRows(mine.owner, objects.import, { page: {} }),
    ];
    for (const page of pages) expect(page.rows).toEqual([]);
    const { rows } = await listUsers(mine.owner, { page: { first: 100 }, order });
    expect(rows.every(({ row }) => row.tenantId === mine.tenantId)).toBe(true);
  });
});
