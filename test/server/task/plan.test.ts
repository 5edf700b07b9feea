import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { applyPlan } from '../../../server/src/modules/task/run/apply-plan.ts';
import { confirmRun, rejectRun } from '../../../server/src/modules/task/run/confirm.ts';
import { updateTask } from '../../../server/src/modules/task/update.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { person, refusal } from '../directory/setup.ts';
import { effectsOf, finished, makeTask, runNow, runState, scriptOf, startTaskTest, type TaskTest } from './fixture.ts';

let test: TaskTest;

beforeAll(async () => {
  test = await startTaskTest();
});

afterAll(() => test.close());

/** A group with members, and a task that takes all of them out of it. */
async function crowd(owner: Context, size: number, more: object = {}) {
  const group = await createGroup(owner, { name: 'contractors' });
  const users = [];
  for (let count = 0; count < size; count += 1) {
    const user = await person(owner);
    await addGroupMember(owner, { groupId: group.id, userId: user.id });
    users.push(user);
  }
  const body = `
    const group = await idp.getGroupByName('contractors');
    if (!group) return 'no group';
    const members = [];
    for await (const member of idp.members(group.id)) members.push(member);
    for (const member of members) await idp.removeUserFromGroup(member.id, group.id);
    return members.length + ' removed';`;
  const task = await makeTask(owner, scriptOf(body), more);
  return { group, users, task };
}

async function membersOf(owner: Context, groupId: string): Promise<number> {
  return owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.membership.count({ where: { groupId } }));
}

describe('a plan', () => {
  it('lists what would change, hashed, and changes nothing; applied, it does exactly that', async () => {
    const { owner } = await test.newTenant();
    const { group, task } = await crowd(owner, 3);
    const plan = await runNow(test, owner, task.id, 'PLAN');
    expect(plan).toMatchObject({ status: 'SUCCESS', error: null, plan_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(
      (await effectsOf(test, plan.id)).map(({ kind, outcome, is_removal: isRemoval }) => [kind, outcome, isRemoval]),
    ).toEqual(Array.from({ length: 3 }, () => ['group.remove_member', 'planned', true]));
    expect(await membersOf(owner, group.id)).toBe(3);

    const { id } = await applyPlan(owner, plan.id);
    expect(await finished(test, id)).toMatchObject({
      status: 'SUCCESS',
      error: null,
      trigger: 'APPLY_PLAN',
      removals: 3,
    });
    expect((await effectsOf(test, id)).map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed']);
    expect(await membersOf(owner, group.id)).toBe(0);
    expect(await refusal(() => applyPlan(owner, plan.id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('is not applied once what it rests on has changed, and says what', async () => {
    const { owner } = await test.newTenant();
    const user = await person(owner);
    const task = await makeTask(owner, scriptOf(`await idp.updateUserActive('${user.id}', false); return '';`));
    const plan = await runNow(test, owner, task.id, 'PLAN');
    expect(plan).toMatchObject({ status: 'SUCCESS', error: null });
    await deactivateUser(owner, user.id);
    const { id } = await applyPlan(owner, plan.id);
    const run = await finished(test, id);
    expect(run).toMatchObject({ status: 'ERROR', error_kind: 'stale_plan' });
    expect(run.error).toContain('PRECONDITION_FAILED');
    expect(run.error).toContain(user.email);
    expect(await effectsOf(test, id)).toEqual([]);
  });

  it('that is none, or has failed, is refused', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`return '';`));
    const applied = await runNow(test, owner, task.id);
    expect(await refusal(() => applyPlan(owner, applied.id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
    const failing = await makeTask(owner, scriptOf(`throw new Error('no');`));
    const failed = await runNow(test, owner, failing.id, 'PLAN');
    expect(await refusal(() => applyPlan(owner, failed.id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });
});

describe('a removal cap', () => {
  it('parks the run before the removal that would pass it, and an event asks for a person', async () => {
    const { owner, tenantId } = await test.newTenant();
    const { group, task } = await crowd(owner, 4, { removalCap: { maxPerRun: 2 } });
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 2, finished_at: null });
    expect(run.waiting_reason).toBe('it would remove more than 2 in one run');
    expect(await membersOf(owner, group.id)).toBe(2);
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: 'task.confirmation_needed' } }),
    );
    expect(events).toMatchObject([{ data: { run_id: run.id, task_id: task.id, reason: run.waiting_reason } }]);

    expect((await confirmRun(owner, run.id)).confirmedById).toBe(owner.actor.id);
    expect(await finished(test, run.id)).toMatchObject({ status: 'SUCCESS', output: '2 removed', attempt: 2 });
    expect(await membersOf(owner, group.id)).toBe(0);
    const changed = (await effectsOf(test, run.id)).filter(({ outcome }) => outcome === 'changed');
    expect(changed).toHaveLength(4);
  });

  it('rejected, what was done stays and the rest is not done', async () => {
    const { owner } = await test.newTenant();
    const { group, task } = await crowd(owner, 2, { removalCap: { maxPerRun: 1 } });
    const run = await runNow(test, owner, task.id);
    const rejected = await rejectRun(owner, run.id);
    expect(rejected).toMatchObject({
      status: 'CANCELLED',
      cancelReason: `its removals were rejected by ${owner.actor.email}`,
    });
    expect(await membersOf(owner, group.id)).toBe(1);
    expect(await refusal(() => confirmRun(owner, run.id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('counts the runs of the last hour together', async () => {
    const { owner } = await test.newTenant();
    const { group, task, users } = await crowd(owner, 2, { removalCap: { maxPerHour: 3 } });
    expect(await runNow(test, owner, task.id)).toMatchObject({ status: 'SUCCESS', removals: 2 });
    for (const user of users) await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 1 });
    expect(run.waiting_reason).toBe('it would remove more than 3 in one hour');
  });

  it('can be a share of the active users', async () => {
    const { owner } = await test.newTenant();
    const { task } = await crowd(owner, 4, { removalCap: { maxPercentPerRun: 40 } });
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 2 });
    expect(run.waiting_reason).toBe('it would remove more than 40 % of 5 active users in one run');
  });

  it('holds for a plan that is applied, which goes on where it stopped', async () => {
    const { owner } = await test.newTenant();
    const { group, task } = await crowd(owner, 3, { removalCap: { maxPerRun: 1 } });
    const plan = await runNow(test, owner, task.id, 'PLAN');
    const { id } = await applyPlan(owner, plan.id);
    expect(await finished(test, id)).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 1 });
    await confirmRun(owner, id);
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', error: null });
    expect((await effectsOf(test, id)).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await membersOf(owner, group.id)).toBe(0);
  });

  it('is not confirmed by an API token', async () => {
    const { owner } = await test.newTenant();
    const { task } = await crowd(owner, 1, { removalCap: { maxPerRun: 0 } });
    const run = await runNow(test, owner, task.id);
    const token: Context = { ...owner, actor: { ...owner.actor, kind: 'api_token' } };
    expect(await refusal(async () => confirmRun(token, run.id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await runState(test, run.id)).toMatchObject({ status: 'WAITING_CONFIRMATION' });
    await updateTask(owner, task.id, { removalCap: null });
  });
});
