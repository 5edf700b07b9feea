import { describe, expect, it } from 'vitest';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { deleteGroup } from '../../../server/src/modules/group/delete.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { listGroups, readGroup } from '../../../server/src/modules/group/list.ts';
import { updateGroup } from '../../../server/src/modules/group/update.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();

describe('a group', () => {
  it('is created, told by an event and an audit row', async () => {
    const { result, events, audit } = await trailOf(owner, () =>
      createGroup(owner, { name: ' Backend ', description: 'x' }),
    );
    expect(result).toMatchObject({ name: 'Backend', description: 'x' });
    expect(events).toMatchObject([{ type: 'group.created', data: { group_id: result.id, group_name: 'Backend' } }]);
    expect(audit).toMatchObject([
      { action: 'group.created', targetId: result.id, eventId: events[0]?.id, detail: { new: { name: 'Backend' } } },
    ]);
  });

  it('is changed, told with old and new values', async () => {
    const group = await createGroup(owner, { name: 'Before', description: 'the same' });
    const { events, audit } = await trailOf(owner, () => updateGroup(owner, group.id, { name: 'After' }));
    expect(events).toMatchObject([
      { type: 'group.updated', data: { group_name: 'After', group_description: 'the same' } },
    ]);
    expect(events[0]?.previous).toEqual({ group_name: 'Before' });
    expect(audit).toMatchObject([{ detail: { old: { name: 'Before' }, new: { name: 'After' } } }]);
  });

  it('stays as it is, in the audit log only, when nothing changes', async () => {
    const group = await createGroup(owner, { name: 'Still' });
    const trail = await trailOf(owner, () => updateGroup(owner, group.id, { name: 'Still ' }));
    expect(trail).toMatchObject({ events: [], audit: [{ action: 'group.updated', outcome: 'noop' }] });
  });

  it('has a name of its own', async () => {
    const [one] = await Promise.all([createGroup(owner, { name: 'One' }), createGroup(owner, { name: 'Two' })]);
    expect(await refusal(() => createGroup(owner, { name: 'Two' }))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(() => updateGroup(owner, one.id, { name: 'Two' }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('is deleted with its memberships and mappings, each told', async () => {
    const group = await createGroup(owner, { name: 'Doomed' });
    const users = await Promise.all([person(owner), person(owner)]);
    for (const user of users) await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const { application } = await createApplication(owner, { name: 'Used by the doomed' });
    await createAppMapping(owner, { applicationId: application.id, groupId: group.id, role: 'viewer' });
    const { events, audit } = await trailOf(owner, () => deleteGroup(owner, group.id));
    const removal = { type: 'group.member_removed', data: { group_name: 'Doomed', removal_reason: 'group_deleted' } };
    expect(events).toMatchObject([removal, removal, { type: 'app_mapping.deleted' }, { type: 'group.deleted' }]);
    expect(audit.map(({ eventId }) => eventId)).toEqual(events.map(({ id }) => id));
    expect(await refusal(() => readGroup(owner, group.id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a list of groups', () => {
  it('is filtered by name and by member, and ordered', async () => {
    const { owner } = await directory.newTenant();
    const groups = [];
    for (const name of ['gamma', 'Alpha', 'beta']) groups.push(await createGroup(owner, { name }));
    const user = await person(owner);
    await addGroupMember(owner, { groupId: groups[2]?.id, userId: user.id });
    const list = async (filter: object, field: 'name' | 'createdAt', direction: 'ASC' | 'DESC') =>
      (await listGroups(owner, { page: {}, filter, order: { field, direction } })).rows.map(({ row }) => row.name);
    expect(await list({ text: 'ALPH' }, 'name', 'ASC')).toEqual(['Alpha']);
    expect(await list({ memberId: user.id }, 'name', 'ASC')).toEqual(['beta']);
    expect(await list({}, 'createdAt', 'DESC')).toEqual(['beta', 'Alpha', 'gamma']);
    expect(await refusal(() => list({ memberId: 'x' }, 'name', 'ASC'))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
