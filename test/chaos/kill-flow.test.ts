import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skipFlowStep } from '../../server/src/modules/flow/decide/take-up.ts';
import { startActionFlow } from '../../server/src/modules/flow/run/start.ts';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { createTestServices, type TestServices, type TestTenant } from '../harness/services.ts';
import { type Desk, startDesk } from '../server/flow/desk.ts';
import { ask, connectDesk, finished, flowState, inStatus, makeChain } from '../server/flow/fixture.ts';
import { type Chaos, startChaos } from './cluster.ts';

/*
 * The worker is killed (SIGKILL) in the middle of every step of a flow: the provider has carried out what it was asked, and
 * has not answered. A failure here means that a flow does not end, or that something is done twice which must not be.
 */

let chaos: Chaos;
let test: TestServices;
let tenant: TestTenant;
let desk: Desk;
let connectionId: string;
let worker: ServerProcess;

beforeAll(async () => {
  chaos = await startChaos();
  desk = await startDesk();
  worker = await chaos.start('worker');
  test = await createTestServices({ url: chaos.databaseUrl, masterKey: chaos.masterKey });
  tenant = await test.newTenant();
  connectionId = await connectDesk({ desk }, tenant.owner);
}, 120_000);

afterAll(async () => {
  desk?.release();
  await test?.close();
  await chaos?.close();
  await desk?.close();
}, 60_000);

const step = (name: string, action: string) => ({
  name,
  connectionId,
  actionType: `desk_api_${action}`,
  input: { name },
});

/** Waits until the provider holds an answer back, kills who waits for it, and puts another worker in their place. */
async function killInTheMiddle(next: string | null): Promise<void> {
  await eventually(() => expect(desk.holding).toBe(1), { timeoutMs: 20_000 });
  await worker.kill();
  desk.release();
  if (next) desk.hold(next);
  worker = await chaos.start('worker');
}

describe('a flow whose worker is killed in the middle of every step', () => {
  it('repeats what may be repeated, looks where it can, asks where it cannot, and ends', async () => {
    const { owner } = tenant;
    const chain = await makeChain(owner, [
      step('read', 'read'),
      step('give', 'give'),
      step('once', 'letter_once'),
      step('letter', 'letter'),
      { name: 'rest', actionType: 'sleep', input: { seconds: 2 } },
      step('take', 'take'),
    ]);
    desk.hold('GET /seats/read');
    const { id } = await startActionFlow(owner, { chainId: chain.id });
    await killInTheMiddle('PUT /seats/give');
    await killInTheMiddle('POST /letters/once');
    await killInTheMiddle('POST /letters/letter');
    await killInTheMiddle(null);

    const asking = await inStatus(test, id, 'WAITING');
    expect(asking.steps.map(({ name, status, outcome }) => [name, status, outcome])).toEqual([
      ['read', 'SUCCESS', 'noop'],
      ['give', 'SUCCESS', 'changed'],
      ['once', 'SUCCESS', 'changed'],
      ['letter', 'WAITING', null],
      ['rest', 'PENDING', null],
      ['take', 'PENDING', null],
    ]);
    expect(desk.letters).toEqual(['once', 'letter']);

    desk.seats.add('take');
    await skipFlowStep(owner, asking.steps[3]?.id ?? '', 'the letter is there');
    await inStatus(test, id, 'WAITING');
    await worker.kill();
    desk.hold('DELETE /seats/take');
    worker = await chaos.start('worker');
    await killInTheMiddle(null);

    const flow = await finished(test, id);
    expect(flow).toMatchObject({ status: 'SUCCESS' });
    expect(flow.steps.at(-1)).toMatchObject({ outcome: 'changed' });
    expect(desk.letters).toEqual(['once', 'letter']);
    expect(desk.seats).toEqual(new Set(['give']));
    const interrupted = await ask<{ name: string }>(
      test,
      `SELECT s.name FROM action_flow_attempts a JOIN action_flow_steps s ON s.tenant_id = a.tenant_id AND s.id = a.step_id
       WHERE a.outcome = 'interrupted' ORDER BY s.position`,
    );
    expect(interrupted.map(({ name }) => name)).toEqual(['read', 'give', 'once', 'letter', 'take']);
    expect(await flowState(test, id)).toMatchObject({ error: null });
  }, 180_000);

  it('reads back again what is left at a provider, and believes no half of it', async () => {
    const input = { connectionId, principals: ['ada'] };
    const look = { name: 'look', actionType: 'no_grants_left', input, retry: { maxAttempts: 1 } };
    const chain = await makeChain(tenant.owner, [look]);
    desk.hold('GET /seats/ada');
    const { id } = await startActionFlow(tenant.owner, { chainId: chain.id });
    // What the dead worker was about to be told is that nothing is left.
    await eventually(() => expect(desk.holding).toBe(1), { timeoutMs: 20_000 });
    desk.seats.add('ada');
    await killInTheMiddle(null);
    const flow = await finished(test, id);
    expect(flow.steps[0]).toMatchObject({ outcome: 'failed', error_kind: 'conflict' });
    expect(flow.steps[0]?.error).toContain('still has ada as holder of the seat The seat of Ada');
  }, 60_000);
});
