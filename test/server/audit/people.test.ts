import { expect, it } from 'vitest';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser, deleteUser } from '../../../server/src/modules/user/index.ts';
import { ask } from '../directory/ask.ts';
import { startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();

const RECORDS = `query ($action: String!) {
  auditLog(filter: { actions: [$action] }) { nodes { actor { email } user { firstName } targetName } }
}`;

it('a record names who did it and whom it happened to, while they are there', async () => {
  const { owner } = await directory.newTenant();
  const bo = await createUser(owner, { email: 'bo@example.test', firstName: 'Bo' });
  const group = await createGroup(owner, { name: 'backend' });
  await addGroupMember(owner, { groupId: group.id, userId: bo.id });

  const actor = { email: owner.actor.email };
  const added = await ask(owner, RECORDS, { action: 'group.member_added' });
  expect(added.data.auditLog.nodes).toEqual([
    { actor, user: { firstName: 'Bo' }, targetName: 'bo@example.test in backend' },
  ]);
  const created = await ask(owner, RECORDS, { action: 'group.created' });
  expect(created.data.auditLog.nodes).toEqual([{ actor, user: null, targetName: 'backend' }]);

  await deleteUser(owner, bo.id);
  const after = await ask(owner, RECORDS, { action: 'group.member_added' });
  expect(after.data.auditLog.nodes[0]).toMatchObject({ user: null, targetName: 'bo@example.test in backend' });
});
