import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { applyPlan } from '../../../server/src/modules/task/run/apply-plan.ts';
import { confirmRun, rejectRun } from '../../../server/src/modules/task/run/confirm.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { updateTask } from '../../../server/src/modules/task/update.ts';
import { deactivateUser, readUser } from '../../../server/src/modules/user/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, refusal } from '../directory/setup.ts';
import {
  ask,
  effectsOf,
  finished,
  makeTask,
  runNow,
  runState,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

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

  it('is applied once, by two at the same time', async () => {
    const { owner } = await test.newTenant();
    const { task } = await crowd(owner, 1);
    const plan = await runNow(test, owner, task.id, 'PLAN');
    const operator = new pg.Client(test.database.url);
    await operator.connect();
    await operator.query('BEGIN');
    await operator.query('SELECT FROM tasks WHERE id = $1 FOR UPDATE', [task.id]);
    const applied = Promise.allSettled([applyPlan(owner, plan.id), applyPlan(owner, plan.id)]);
    const lookAgain = async () => {
      await operator.query('SELECT pg_stat_clear_snapshot()');
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      expect((await operator.query(waiting)).rowCount).toBe(2);
    };
    await eventually(lookAgain).finally(() => operator.end());
    expect((await applied).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
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

  it('is not applied once its effects are not those that it was made of', async () => {
    const { owner } = await test.newTenant();
    const [meant, other] = [await person(owner), await person(owner)];
    const task = await makeTask(owner, scriptOf(`await idp.updateUserActive('${meant.id}', false); return '';`));
    const plan = await runNow(test, owner, task.id, 'PLAN');
    const operator = new pg.Client(test.database.url);
    await operator.connect();
    await operator.query(
      `UPDATE task_run_effects SET data = jsonb_set(data, '{id}', to_jsonb($2::text)) WHERE run_id = $1`,
      [plan.id, other.id],
    );
    await operator.end();
    const run = await finished(test, (await applyPlan(owner, plan.id)).id);
    expect(run).toMatchObject({ status: 'ERROR', error_kind: 'stale_plan' });
    expect(run.error).toContain('its effects are not those that it was made of');
    for (const { id } of [meant, other]) expect(await readUser(owner, id)).toMatchObject({ isActive: true });
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

  it('of an hour counts what was taken away within it, and no longer', async () => {
    const { owner } = await test.newTenant();
    const { group, users, task } = await crowd(owner, 2, { removalCap: { maxPerHour: 2 } });
    const rejoin = () => Promise.all(users.map(({ id }) => addGroupMember(owner, { groupId: group.id, userId: id })));
    const first = await runNow(test, owner, task.id);
    expect(first).toMatchObject({ status: 'SUCCESS', removals: 2 });
    await rejoin();
    const endedAgo = (minutes: number) =>
      ask(test, `UPDATE task_runs SET finished_at = now() - $2 * interval '1 minute' WHERE id = $1`, [
        first.id,
        minutes,
      ]);
    await endedAgo(59);
    const early = await runNow(test, owner, task.id);
    expect(early).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 0 });
    await rejectRun(owner, early.id);
    await endedAgo(61);
    expect(await runNow(test, owner, task.id)).toMatchObject({ status: 'SUCCESS', removals: 2 });
  });

  it('is not passed by runs side by side', async () => {
    const { owner } = await test.newTenant();
    const groups = await Promise.all(['left', 'right'].map((name) => createGroup(owner, { name })));
    for (const { id: groupId } of groups) {
      for (let count = 0; count < 4; count += 1) {
        await addGroupMember(owner, { groupId, userId: (await person(owner)).id });
      }
    }
    // Whoever makes the group first takes the left one.
    const body = `
      const isFirst = await idp.createGroup('first').then(() => true, () => false);
      const group = await idp.getGroupByName(isFirst ? 'left' : 'right');
      for (const { id } of await idp.getGroupMembers(group?.id ?? '')) await idp.removeUserFromGroup(id, group?.id ?? '');
      return isFirst ? 'left' : 'right';`;
    const task = await makeTask(owner, scriptOf(body), { removalCap: { maxPerHour: 3 } });
    const runs = await Promise.all([1, 2].map(() => runTask(owner, task.id)));
    for (const { id } of runs) expect(await finished(test, id)).toMatchObject({ status: 'WAITING_CONFIRMATION' });
    const left = await Promise.all(groups.map(({ id }) => membersOf(owner, id)));
    expect(left.reduce((sum, count) => sum + count)).toBe(8 - 3);
  });

  it('of an hour can be a share of the active users, too', async () => {
    const { owner } = await test.newTenant();
    const { task } = await crowd(owner, 4, { removalCap: { maxPercentPerHour: 40 } });
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'WAITING_CONFIRMATION', removals: 2 });
    expect(run.waiting_reason).toBe('it would remove more than 40 % of 5 active users in one hour');
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
