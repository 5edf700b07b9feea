import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { AppError } from '../../../server/src/errors.ts';
import { createApiToken } from '../../../server/src/modules/api-token/create.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { BUILT_IN_JOBS } from '../../../server/src/roles/built-in-jobs.ts';
import { eventually } from '../../harness/eventually.ts';
import { person } from '../directory/setup.ts';
import { ask, finished, inStatus, runNow, startTaskTest, type TaskTest } from './fixture.ts';

let test: TaskTest;
let wasStopped = false;

beforeAll(async () => {
  test = await startTaskTest({
    builtIns: {
      ...BUILT_IN_JOBS,
      // Places of the seed that nothing acts in yet take what these tests are about.
      access_request_expiry: async () => {
        throw new AppError('UPSTREAM_FAILED', 'nobody answered');
      },
      trusted_device_expiry: (_ctx, { signal }) =>
        new Promise((_done, stop) => {
          signal.addEventListener('abort', () => {
            wasStopped = true;
            stop(signal.reason);
          });
        }),
    },
  });
});

afterAll(() => test.close());

/** The id of a built-in task of the tenant. */
async function builtIn({ tenantId }: Context, type: string): Promise<string> {
  const [task] = await ask<{ id: string }>(test, 'SELECT id FROM tasks WHERE tenant_id = $1 AND type = $2', [
    tenantId,
    type,
  ]);
  return task?.id ?? '';
}

/** A built-in task of a type that is not seeded. */
async function addBuiltIn({ tenantId }: Context, type: string, timeoutSeconds = 60): Promise<string> {
  const [task] = await ask<{ id: string }>(
    test,
    `INSERT INTO tasks (tenant_id, id, name, type, is_built_in, schedule_type, timeout_seconds)
     VALUES ($1, gen_random_uuid(), $2, $2, true, 'ONCE', $3) RETURNING id`,
    [tenantId, type, timeoutSeconds],
  );
  return task?.id ?? '';
}

describe('built-in tasks', () => {
  it('remove expired sessions, and no other', async () => {
    const { owner, tenantId } = await test.newTenant();
    await owner.db.tenant(tenantId, async ({ prisma }) => {
      const { id: _, refreshHash, ...session } = await prisma.session.findFirstOrThrow();
      const expired = {
        ...session,
        id: crypto.randomUUID(),
        refreshHash: Buffer.from([1, 2, 3]),
        expiresAt: new Date(0),
      };
      await prisma.session.create({
        data: {
          tenantId,
          id: expired.id,
          userId: session.userId,
          refreshHash: expired.refreshHash,
          expiresAt: expired.expiresAt,
        },
      });
      expect(refreshHash).not.toEqual(expired.refreshHash);
    });
    const id = await builtIn(owner, 'saml_session_cleanup');
    expect(await runNow(test, owner, id)).toMatchObject({ status: 'SUCCESS', output: '1 expired session removed' });
    expect(await owner.db.tenant(tenantId, ({ prisma }) => prisma.session.count())).toBe(1);
    expect(await runNow(test, owner, id)).toMatchObject({ output: '0 expired sessions removed' });
  });

  it('remove API tokens a week after they have ended, and no other', async () => {
    const { owner, tenantId } = await test.newTenant();
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const tokens = {
      'in use, and old': {},
      'expired lately': { expiresAt: ago(6) },
      'revoked lately': { revokedAt: ago(6) },
      expired: { expiresAt: ago(8) },
      revoked: { revokedAt: ago(8) },
    };
    for (const [name, ends] of Object.entries(tokens)) {
      const { apiToken } = await createApiToken(owner, { name, scopes: ['user:read'] });
      await owner.db.tenant(tenantId, ({ prisma }) =>
        prisma.apiToken.update({
          where: { tenantId_id: { tenantId, id: apiToken.id } },
          data: { createdAt: ago(80), ...ends },
        }),
      );
    }
    const id = await builtIn(owner, 'agent_token_cleanup');
    expect(await runNow(test, owner, id)).toMatchObject({ status: 'SUCCESS', output: '2 ended API tokens removed' });
    const left = await owner.db.tenant(tenantId, ({ prisma }) => prisma.apiToken.findMany({ orderBy: { id: 'asc' } }));
    expect(left.map(({ name }) => name)).toEqual(['in use, and old', 'expired lately', 'revoked lately']);
    expect(await runNow(test, owner, id)).toMatchObject({ output: '0 ended API tokens removed' });
  });

  it('end memberships that are overdue', async () => {
    const { owner, tenantId } = await test.newTenant();
    const group = await createGroup(owner, { name: 'ops' });
    const user = await person(owner);
    await addGroupMember(owner, { groupId: group.id, userId: user.id, expiresAt: new Date(Date.now() + 60_000) });
    await owner.db.tenant(tenantId, ({ prisma }) => prisma.membership.updateMany({ data: { expiresAt: new Date(0) } }));
    const id = await builtIn(owner, 'membership_expiry');
    expect(await runNow(test, owner, id)).toMatchObject({ status: 'SUCCESS', output: '1 overdue membership ended' });
    expect(await runNow(test, owner, id)).toMatchObject({ output: 'no membership was overdue' });
  });

  it('name integrations that cannot fire', async () => {
    const { owner } = await test.newTenant();
    const id = await builtIn(owner, 'preset_cache_refresh');
    expect(await runNow(test, owner, id)).toMatchObject({
      status: 'SUCCESS',
      output: '0 integrations compiled, 0 cannot fire',
    });
  });

  it('that fail say why, and an event tells of it by the type of the task', async () => {
    const { owner, tenantId } = await test.newTenant();
    const run = await runNow(test, owner, await addBuiltIn(owner, 'access_request_expiry'));
    expect(run).toMatchObject({ status: 'ERROR', error_kind: 'thrown', error: 'nobody answered' });
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: 'task.run_failed' } }),
    );
    expect(events).toMatchObject([{ data: { task_type: 'access_request_expiry', output: 'nobody answered' } }]);
  });

  it('are stopped when they are cancelled, and when their time is over', async () => {
    const { owner } = await test.newTenant();
    const { id } = await runTask(owner, await addBuiltIn(owner, 'trusted_device_expiry'));
    await inStatus(test, id, 'RUNNING');
    await cancelRun(owner, id);
    await eventually(() => expect(wasStopped).toBe(true));
    const { owner: other } = await test.newTenant();
    const late = await runTask(other, await addBuiltIn(other, 'trusted_device_expiry', 1));
    expect(await finished(test, late.id)).toMatchObject({ status: 'ERROR', error_kind: 'timeout' });
  });

  it('are given to tenants that an older version has made, when a worker starts', async () => {
    const { owner } = await test.newTenant();
    await ask(test, 'DELETE FROM task_runs');

    const operator = new pg.Client(test.database.url);
    await operator.connect();
    await operator.query('DELETE FROM tasks WHERE tenant_id = $1', [owner.tenantId]);
    await operator.end();
    expect(await builtIn(owner, 'audit_log_cleanup')).toBe('');
    await test.startWorker();
    expect(await builtIn(owner, 'audit_log_cleanup')).not.toBe('');
  });
});
