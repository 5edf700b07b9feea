import { describe, expect, it } from 'vitest';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { listTimeline } from '../../../server/src/modules/audit/index.ts';
import { addGroupMember, createGroup, removeGroupMember } from '../../../server/src/modules/group/index.ts';
import { updateUser } from '../../../server/src/modules/user/index.ts';
import { ask } from './ask.ts';
import { person, refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();

/** A person who joined and left a group, and has a role; the group has one too. */
async function story() {
  const tenant = await directory.newTenant();
  const { owner } = tenant;
  const user = await person(owner);
  const group = await createGroup(owner, { name: 'backend' });
  const ids = { groupId: group.id, userId: user.id };
  await addGroupMember(owner, ids);
  await updateUser(owner, user.id, { firstName: 'Ada' });
  await removeGroupMember(owner, ids);
  const { application } = await createApplication(owner, { name: 'Argo' });
  await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'dev' });
  await createAppMapping(owner, { applicationId: application.id, groupId: group.id, role: 'ops' });
  return { ...tenant, user, group };
}

const actionsOf = ({ rows }: Awaited<ReturnType<typeof listTimeline>>) => rows.map(({ row }) => row.action);

describe('a timeline', () => {
  it('of a person has what was done to them, their memberships and their roles', async () => {
    const { owner, user } = await story();
    expect(actionsOf(await listTimeline(owner, user.id, {}))).toEqual([
      'app_mapping.created',
      'group.member_removed',
      'user.updated',
      'group.member_added',
      'user.created',
    ]);
  });

  it('of a group has what was done to it, its members and its roles', async () => {
    const { owner, group } = await story();
    expect(actionsOf(await listTimeline(owner, group.id, {}))).toEqual([
      'app_mapping.created',
      'group.member_removed',
      'group.member_added',
      'group.created',
    ]);
  });

  it('goes on from page to page, and leaves nothing out', async () => {
    const { owner, user } = await story();
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof listTimeline>> = await listTimeline(owner, user.id, { first: 2, after });
      seen.push(...actionsOf(page));
      expect(await page.count()).toBe(5);
      if (!page.hasNextPage) break;
      after = page.rows.at(-1)?.cursor ?? null;
    }
    expect(seen).toEqual(actionsOf(await listTimeline(owner, user.id, {})));
    expect(await refusal(() => listTimeline(owner, user.id, { after: 'nonsense' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('is read by the API, by who may read the audit log', async () => {
    const { owner, actor, user } = await story();
    const query = '{ user(id: "%") { timeline(first: 1) { nodes { action outcome eventId } totalCount } } }'.replace(
      '%',
      user.id,
    );
    const { data } = await ask(owner, query);
    expect(data.user.timeline).toMatchObject({ nodes: [{ action: 'app_mapping.created' }], totalCount: 5 });
    const member = await actor('MEMBER');
    expect(await refusal(() => listTimeline(member, user.id, {}))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of a person of another tenant is empty', async () => {
    const { user } = await story();
    const { owner } = await directory.newTenant();
    expect((await listTimeline(owner, user.id, {})).rows).toEqual([]);
  });
});
