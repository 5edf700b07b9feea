import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startActionFlow } from '../../server/src/modules/flow/run/start.ts';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { createTestServices, type TestServices, type TestTenant } from '../harness/services.ts';
import { ask, finished, inStatus, makeChain } from '../server/flow/fixture.ts';
import { type SlackDesk, signed, startSlackDesk } from '../server/flow/slack.ts';
import { type Chaos, startChaos } from './cluster.ts';
import { holdWrites } from './held-commit.ts';

/*
 * The worker is killed (SIGKILL) around the update of the message by which an approval was asked at Slack. A failure here
 * means that buttons stay whose press counts for nothing, or that a press is lost or counts twice.
 */

let chaos: Chaos;
let test: TestServices;
let tenant: TestTenant;
let slack: SlackDesk;
let connectionId: string;
let worker: ServerProcess;

beforeAll(async () => {
  chaos = await startChaos();
  worker = await chaos.start('worker');
  test = await createTestServices({ url: chaos.databaseUrl, masterKey: chaos.masterKey });
  tenant = await test.newTenant();
  // A plugin of the tree that happens to be built, and maybe of older sources, is out of the way.
  await chaos.query("UPDATE plugins SET key = 'slack-of-the-tree' WHERE key = 'slack'");
  slack = await startSlackDesk(test);
  connectionId = await slack.connect(tenant.owner);
}, 120_000);

afterAll(async () => {
  await slack?.close();
  await test?.close();
  await chaos?.close();
}, 60_000);

async function told(action: string, flowId: string): Promise<number> {
  const { owner } = tenant;
  const rows = await ask(test, 'SELECT 1 FROM audit_records WHERE tenant_id = $1 AND action = $2 AND target_id = $3', [
    owner.tenantId,
    action,
    flowId,
  ]);
  return rows.length;
}

describe('an approval at Slack whose worker is killed', () => {
  it.each([
    ['when somebody has pressed, and nobody has looked into it', "NEW.kind = 'press' AND NEW.worker_id IS NOT NULL"],
    ['when it is decided, and the message is to be updated', "NEW.kind = 'close' AND NEW.worker_id IS NOT NULL"],
    ['when the message is updated, and nobody knows', "NEW.kind = 'close' AND NEW.finished_at IS NOT NULL"],
  ])(
    '%s, is decided once and leaves no button',
    async (_, when) => {
      const { owner } = tenant;
      const input = { to: 'C2', text: 'May Ada join?' };
      const chain = await makeChain(owner, [{ name: 'ask', connectionId, actionType: 'slack_approval', input }]);
      const { id } = await startActionFlow(owner, { chainId: chain.id });
      await inStatus(test, id, 'WAITING');
      const writes = await holdWrites(chaos.databaseUrl, { table: 'approval_errands', when });
      expect(await slack.send(signed(slack.pressOf('approve')), owner.tenantId, connectionId)).toBe(200);
      await writes.untilHeld();
      await worker.kill();
      await writes.release();
      worker = await chaos.start('worker');
      await slack.closedBy('Approved by u1 (Slack)');
      expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
      await eventually(async () => expect(await told('action_flow.question_closed', id)).toBe(1));
      expect(await told('action_flow.step_approved', id)).toBe(1);
      expect(slack.twin.answers).toEqual([]);
    },
    120_000,
  );
});
