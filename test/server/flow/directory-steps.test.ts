import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { compensateActionFlow } from '../../../server/src/modules/flow/run/undo.ts';
import { addGroupMember, createGroup, findGroupByName, readGroup } from '../../../server/src/modules/group/index.ts';
import { findUserByEmail, readUser } from '../../../server/src/modules/user/index.ts';
import type { PrismaTransaction } from '../../../server/src/platform/db/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import type { TestTenant } from '../../harness/services.ts';
import { person, refusal, trailOf } from '../directory/setup.ts';
import { type FlowState, type FlowTest, inStatus, makeChain, outcomesOf, runSteps, startFlowTest } from './fixture.ts';

let test: FlowTest;
let tenant: TestTenant;
let owner: Context;

beforeAll(async () => {
  test = await startFlowTest();
  tenant = await test.newTenant();
  owner = tenant.owner;
});
afterAll(() => test.close());

const step = (actionType: string, input: object, more: object = {}) => ({
  name: actionType.replace('directory_', ''),
  actionType,
  input,
  ...more,
});

/** What each of the flow's steps has come to. */
const run = (...steps: object[]) => runSteps(test, owner, steps);
const outcomes = (flow: FlowState) => outcomesOf(flow).map(([, outcome]) => outcome);

const rows = <T>(work: (prisma: PrismaTransaction['prisma']) => Promise<T>) =>
  owner.db.tenant(tenant.tenantId, ({ prisma }) => work(prisma));

async function undo({ id }: FlowState): Promise<FlowState> {
  await compensateActionFlow(owner, id);
  return inStatus(test, id, 'COMPENSATED', 'FAILED');
}

describe('a user of the directory', () => {
  it('is made with a group around them, told by events, and gone again when the flow is undone', async () => {
    const { result: flow, events } = await trailOf(owner, () =>
      run(
        step('directory_create_user', { email: 'New.Person@example.test', firstName: 'New' }),
        step('directory_create_group', { name: 'newcomers' }),
        step('directory_add_group_member', {
          groupId: { $from: 'steps.create_group.output.groupId' },
          userId: { $from: 'steps.create_user.output.userId' },
          expiresInSeconds: 3600,
        }),
      ),
    );
    expect([flow.status, ...outcomes(flow)]).toEqual(['SUCCESS', 'changed', 'changed', 'changed']);
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'group.created', 'group.member_added']);
    expect(await findUserByEmail(owner, 'new.person@example.test')).toMatchObject({ firstName: 'New', role: 'MEMBER' });
    const undone = await undo(flow);
    expect(undone.status).toBe('COMPENSATED');
    expect(await findUserByEmail(owner, 'new.person@example.test')).toBeNull();
    expect(await findGroupByName(owner, 'newcomers')).toBeNull();
  });

  it('who is there already is left, and not deleted by an undoing', async () => {
    const ada = await person(owner);
    const flow = await run(step('directory_create_user', { email: ada.email.toUpperCase() }));
    expect(flow.steps[0]).toMatchObject({ outcome: 'noop', output: { userId: ada.id } });
    await undo(flow);
    expect(await readUser(owner, ada.id)).toMatchObject({ id: ada.id });
  });

  it('is changed, and is as before when that is undone', async () => {
    const ada = await person(owner, { firstName: 'Ada', attributes: { floor: 1 } });
    const changes = { firstName: 'Ada M.', lastName: '', attributes: { floor: 2 } };
    const flow = await run(step('directory_update_user', { userId: ada.id, changes }));
    expect(flow.steps[0]?.output).toEqual({ previous: { firstName: 'Ada', attributes: { floor: 1 } } });
    expect(outcomes(await run(step('directory_update_user', { userId: ada.id, changes })))).toEqual(['noop']);
    await undo(flow);
    expect(await readUser(owner, ada.id)).toMatchObject({ firstName: 'Ada', attributes: { floor: 1 } });
  });

  it('is deactivated, activated and deleted, and each is a noop the second time', async () => {
    const { id: userId } = await person(owner);
    for (const action of ['deactivate', 'activate', 'delete']) {
      const type = `directory_${action}_user`;
      const flow = await run(step(type, { userId }), { ...step(type, { userId }), name: 'again' });
      expect([action, ...outcomes(flow)]).toEqual([action, 'changed', 'noop']);
    }
  });

  it('loses every session and token', async () => {
    const admin = await tenant.actor('ADMIN');
    const userId = admin.actor.id ?? '';
    const expiresAt = new Date(Date.now() + 3_600_000);
    const session = { tenantId: tenant.tenantId, id: newId(), userId, refreshHash: randomBytes(32), expiresAt };
    await rows((prisma) => prisma.session.create({ data: session }));
    const flow = await run(step('directory_end_sessions', { userId }));
    expect(flow.steps[0]).toMatchObject({ outcome: 'changed', output: { sessions: 1, apiTokens: 0 } });
    expect(outcomes(await run(step('directory_end_sessions', { userId })))).toEqual(['noop']);
  });

  it('who is an owner is not changed by a chain, whoever has written it', async () => {
    const userId = owner.actor.id ?? '';
    for (const type of ['directory_deactivate_user', 'directory_delete_user']) {
      expect((await run(step(type, { userId }))).steps[0]).toMatchObject({ status: 'FAILED', error_kind: 'denied' });
    }
    const taken = step('directory_update_user', { userId, changes: { email: 'mine@example.test' } });
    expect((await run(taken)).steps[0]).toMatchObject({ error_kind: 'denied' });
  });

  it('gets no role from a chain', async () => {
    const wrong = await refusal(() =>
      makeChain(owner, [step('directory_create_user', { email: 'x@example.test', role: 'OWNER' })]),
    );
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('role') });
  });
});

describe('a group of the directory', () => {
  it('is renamed and back, and deleted once', async () => {
    const { id: groupId } = await createGroup(owner, { name: 'old name', description: 'old' });
    const flow = await run(step('directory_update_group', { groupId, changes: { name: 'new name' } }));
    expect(await readGroup(owner, groupId)).toMatchObject({ name: 'new name', description: 'old' });
    await undo(flow);
    expect(await readGroup(owner, groupId)).toMatchObject({ name: 'old name' });
    const type = 'directory_delete_group';
    const gone = await run(step(type, { groupId }), { ...step(type, { groupId }), name: 'again' });
    expect(outcomes(gone)).toEqual(['changed', 'noop']);
  });

  it('has its member back until the same day when a removal is undone', async () => {
    const [{ id: groupId }, { id: userId }] = [await createGroup(owner, { name: 'guests' }), await person(owner)];
    const expiresAt = new Date(Date.now() + 3_600_000);
    await addGroupMember(owner, { groupId, userId, expiresAt });
    await undo(await run(step('directory_remove_group_member', { groupId, userId })));
    const memberships = await rows((prisma) => prisma.membership.findMany({ where: { userId } }));
    expect(memberships).toMatchObject([{ groupId, expiresAt }]);
  });
});

describe('a role in an application', () => {
  it('is given once, taken once, and each undoes the other', async () => {
    const { application } = await createApplication(owner, { name: 'wiki' });
    const role = { applicationId: application.id, userId: (await person(owner)).id, role: 'editor' };
    const given = step('directory_create_app_mapping', role);
    const taken = step('directory_delete_app_mapping', role);
    const where = { applicationId: application.id };
    const mapped = () => rows((prisma) => prisma.appMapping.findMany({ where }));
    const flow = await run(given, { ...given, name: 'again' });
    expect(outcomes(flow)).toEqual(['changed', 'noop']);
    const removal = await run(taken, { ...taken, name: 'again' });
    expect(outcomes(removal)).toEqual(['changed', 'noop']);
    await undo(removal);
    expect(await mapped()).toMatchObject([{ role: 'editor' }]);
    await undo(flow);
    expect(await mapped()).toEqual([]);
  });
});

describe('a plan', () => {
  it('says of each operation what it would do, and does nothing', async () => {
    const [ada, group] = [await person(owner), await createGroup(owner, { name: 'planned' })];
    const ends = { userId: ada.id, groupId: group.id };
    const { application } = await createApplication(owner, { name: 'planned' });
    const { result: flow, events } = await trailOf(owner, () =>
      runSteps(
        test,
        owner,
        [
          step('directory_create_user', { email: 'planned@example.test' }),
          step('directory_create_group', { name: 'planned too' }),
          step('directory_update_user', { userId: ada.id, changes: { firstName: 'X' } }),
          step('directory_update_group', { groupId: group.id, changes: { name: 'X' } }),
          step('directory_add_group_member', ends),
          step('directory_create_app_mapping', { applicationId: application.id, userId: ada.id, role: 'r' }),
          step('directory_end_sessions', { userId: ada.id }),
          step('directory_deactivate_user', { userId: ada.id }),
          step('directory_delete_group', { groupId: group.id }),
          step('directory_delete_user', { userId: ada.id }),
        ],
        { mode: 'PLAN' },
      ),
    );
    expect(new Set(outcomes(flow))).toEqual(new Set(['planned']));
    expect(events).toEqual([]);
  });
});
