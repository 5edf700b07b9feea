import { describe, expect, it } from 'vitest';
import { deleteAppMapping } from '../../../server/src/modules/app-mapping/delete.ts';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { listAppMappings, readAppMapping } from '../../../server/src/modules/app-mapping/list.ts';
import { updateAppMapping } from '../../../server/src/modules/app-mapping/update.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();
const { application } = await createApplication(owner, { name: 'Argo' });
const group = await createGroup(owner, { name: 'ops' });
const user = await person(owner);
const applicationId = application.id;
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('an app mapping', () => {
  it('gives a user a role, told by an event and an audit row', async () => {
    const { result, events, audit } = await trailOf(owner, () =>
      createAppMapping(owner, { applicationId, userId: user.id, role: 'admin' }),
    );
    expect(events).toMatchObject([
      {
        type: 'app_mapping.created',
        data: {
          mapping_id: result.id,
          subject_type: 'user',
          user_email: user.email,
          group_id: null,
          mapping_role: 'admin',
        },
      },
    ]);
    expect(audit).toMatchObject([
      {
        action: 'app_mapping.created',
        targetId: result.id,
        eventId: events[0]?.id,
        detail: { new: { role: 'admin' } },
      },
    ]);
  });

  it('gives a group a role', async () => {
    const { events } = await trailOf(owner, () =>
      createAppMapping(owner, { applicationId, groupId: group.id, role: 'ops' }),
    );
    expect(events).toMatchObject([{ data: { subject_type: 'group', group_name: 'ops', user_id: null } }]);
  });

  it('has one subject and a role, all of which exist', async () => {
    const refused = { code: 'INVALID_INPUT' };
    expect(await refusal(() => createAppMapping(owner, { applicationId, role: 'x' }))).toMatchObject(refused);
    const both = { applicationId, userId: user.id, groupId: group.id, role: 'x' };
    expect(await refusal(() => createAppMapping(owner, both))).toMatchObject(refused);
    expect(await refusal(() => createAppMapping(owner, { applicationId, userId: user.id, role: ' ' }))).toMatchObject(
      refused,
    );
    for (const input of [
      { applicationId: NOBODY, userId: user.id },
      { applicationId, userId: NOBODY },
      { applicationId, groupId: 'x' },
    ]) {
      expect(await refusal(() => createAppMapping(owner, { ...input, role: 'x' }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  });

  it('is there once', async () => {
    const input = { applicationId, userId: user.id, role: 'once' };
    await createAppMapping(owner, input);
    expect(await refusal(() => createAppMapping(owner, input))).toMatchObject({ code: 'CONFLICT' });
    const other = await createAppMapping(owner, { ...input, role: 'twice' });
    expect(await refusal(() => updateAppMapping(owner, other.id, { role: 'once' }))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('is changed with old and new values, and not at all when nothing changes', async () => {
    const mapping = await createAppMapping(owner, { applicationId, userId: user.id, role: 'before' });
    const { events, audit } = await trailOf(owner, () => updateAppMapping(owner, mapping.id, { role: 'after' }));
    expect(events).toMatchObject([{ type: 'app_mapping.updated', data: { mapping_role: 'after' } }]);
    expect(events[0]?.previous).toEqual({ mapping_role: 'before' });
    expect(audit[0]?.detail).toEqual({ old: { role: 'before' }, new: { role: 'after' } });
    const noop = await trailOf(owner, () => updateAppMapping(owner, mapping.id, { role: 'after' }));
    expect(noop).toMatchObject({ events: [], audit: [{ outcome: 'noop' }] });
  });

  it('is taken away', async () => {
    const mapping = await createAppMapping(owner, { applicationId, groupId: group.id, role: 'gone' });
    const { events, audit } = await trailOf(owner, () => deleteAppMapping(owner, mapping.id));
    expect(events).toMatchObject([{ type: 'app_mapping.deleted', data: { mapping_role: 'gone', group_name: 'ops' } }]);
    expect(audit).toMatchObject([{ detail: { old: { role: 'gone' } }, eventId: events[0]?.id }]);
    expect(await refusal(() => readAppMapping(owner, mapping.id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is found by any of its ends', async () => {
    const { owner } = await directory.newTenant();
    const [{ application }, { application: other }] = [
      await createApplication(owner, { name: 'one' }),
      await createApplication(owner, { name: 'two' }),
    ];
    const [user, group] = [await person(owner), await createGroup(owner, { name: 'g' })];
    await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'a' });
    await createAppMapping(owner, { applicationId: other.id, userId: user.id, role: 'b' });
    await createAppMapping(owner, { applicationId: other.id, groupId: group.id, role: 'c' });
    const roles = async (filter: object) =>
      (await listAppMappings(owner, { page: {}, filter })).rows.map(({ row }) => row.role);
    expect(await roles({})).toEqual(['a', 'b', 'c']);
    expect(await roles({ applicationId: other.id })).toEqual(['b', 'c']);
    expect(await roles({ userId: user.id, groupId: null })).toEqual(['a', 'b']);
    expect(await roles({ groupId: group.id })).toEqual(['c']);
    expect(await refusal(() => roles({ userId: 'x' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is found by what its role, its application or its holder is called, in the order that is asked for', async () => {
    const { owner } = await directory.newTenant();
    const { application } = await createApplication(owner, { name: 'Grafana' });
    const on = { applicationId: application.id };
    const [user, group] = [await person(owner, { lastName: 'Lovelace' }), await createGroup(owner, { name: 'SRE' })];
    await createAppMapping(owner, { ...on, userId: user.id, role: 'viewer' });
    await createAppMapping(owner, { ...on, groupId: group.id, role: 'editor' });
    const roles = async (text: string, direction: 'ASC' | 'DESC' = 'ASC') => {
      const found = await listAppMappings(owner, { page: {}, filter: { text }, order: { field: 'role', direction } });
      return found.rows.map(({ row }) => row.role);
    };
    expect(await roles('grafana')).toEqual(['editor', 'viewer']);
    expect(await roles('grafana', 'DESC')).toEqual(['viewer', 'editor']);
    expect(await roles('LOVE')).toEqual(['viewer']);
    expect(await roles('sre')).toEqual(['editor']);
    expect(await roles('view')).toEqual(['viewer']);
  });
});
