import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createActionChain } from '../../../server/src/modules/chain/create.ts';
import { deleteActionChain } from '../../../server/src/modules/chain/delete.ts';
import { listActionChains, readActionChain, readChainVersion } from '../../../server/src/modules/chain/list.ts';
import { updateActionChain } from '../../../server/src/modules/chain/update.ts';
import { readCallbackUrl } from '../../../server/src/modules/flow/callback/read-url.ts';
import { approveFlowStep, rejectFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { confirmFlowStep, retryFlowStep, skipFlowStep } from '../../../server/src/modules/flow/decide/take-up.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { listActionFlows, readActionFlow } from '../../../server/src/modules/flow/run/list.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { compensateActionFlow } from '../../../server/src/modules/flow/run/undo.ts';
import type { TestTenant } from '../../harness/services.ts';
import { refusal, trailOf } from '../directory/setup.ts';
import { ask, type FlowTest, makeChain, startFlowTest } from './fixture.ts';

interface Objects {
  chain: string;
  flow: string;
  ended: string;
  failed: string;
  budget: string;
  asks: string;
  uncertain: string;
}

type Verb = (ctx: Context, ids: Objects) => Promise<unknown>;

let test: FlowTest;
let mine: TestTenant;
let own: Objects;
let theirs: Objects;

beforeAll(async () => {
  // Without workers: what is started stays where it is.
  test = await startFlowTest({ workers: 0 });
  mine = await test.newTenant();
  own = await fill(mine.owner);
  theirs = await fill((await test.newTenant()).owner);
});

afterAll(() => test.close());

async function fill(owner: Context): Promise<Objects> {
  const chain = await makeChain(owner, [{ name: 'none', actionType: 'none' }]);
  /** A flow whose only step stands as it is told. */
  const flowWith = async (flow: string, step: string, wait: object | null = null) => {
    const { id } = await startActionFlow(owner, { chainId: chain.id });
    await ask(test, 'UPDATE action_flows SET status = $2::action_flow_status WHERE id = $1', [id, flow]);
    const [row] = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.actionFlowStep.updateManyAndReturn({
        where: { flowId: id },
        data: { status: step as never, input: { role: 'OWNER' }, ...(wait ? { wait } : {}) },
      }),
    );
    return { flow: id, step: row?.id ?? '' };
  };
  const deadline = new Date(Date.now() + 3_600_000).toISOString();
  return {
    chain: chain.id,
    flow: (await flowWith('PENDING', 'PENDING')).flow,
    ended: (await flowWith('SUCCESS', 'SUCCESS')).flow,
    failed: (await flowWith('FAILED', 'FAILED')).step,
    uncertain: (await flowWith('WAITING', 'WAITING', { kind: 'uncertain' })).step,
    budget: (await flowWith('WAITING', 'WAITING', { kind: 'budget' })).step,
    asks: (await flowWith('WAITING', 'WAITING', { kind: 'approval', deadline })).step,
  };
}

/** Verbs that change a thing by its id, with the action that the audit log keeps. */
const CHANGES: Record<string, [Verb, action: string]> = {
  updateActionChain: [(ctx, { chain }) => updateActionChain(ctx, chain, { description: 'x' }), 'action_chain.updated'],
  startActionFlow: [(ctx, { chain }) => startActionFlow(ctx, { chainId: chain }), 'action_flow.started'],
  cancelActionFlow: [(ctx, { flow }) => cancelActionFlow(ctx, flow), 'action_flow.cancelled'],
  compensateActionFlow: [(ctx, { ended }) => compensateActionFlow(ctx, ended), 'action_flow.compensated'],
  retryFlowStep: [(ctx, { failed }) => retryFlowStep(ctx, failed), 'action_flow.step_retried'],
  skipFlowStep: [async (ctx, { uncertain }) => skipFlowStep(ctx, uncertain, 'it is there'), 'action_flow.step_skipped'],
  confirmFlowStep: [(ctx, { budget }) => confirmFlowStep(ctx, budget), 'action_flow.step_confirmed'],
  approveFlowStep: [(ctx, { asks }) => approveFlowStep(ctx, asks), 'action_flow.step_approved'],
  deleteActionChain: [(ctx, { chain }) => deleteActionChain(ctx, chain), 'action_chain.deleted'],
};

const READS: Record<string, Verb> = {
  readActionChain: (ctx, { chain }) => readActionChain(ctx, chain),
  readChainVersion: (ctx, { chain }) => readChainVersion(ctx, chain, 1),
  readActionFlow: (ctx, { flow }) => readActionFlow(ctx, flow),
};

const verbsOf = (table: typeof CHANGES) => Object.entries(table).map(([name, [verb]]) => [name, verb] as const);
const REJECTION: [string, Verb] = ['rejectFlowStep', (ctx, { asks }) => rejectFlowStep(ctx, asks)];
const CREATION: [string, Verb] = [
  'createActionChain',
  (ctx) => createActionChain(ctx, { name: 'new', steps: [{ name: 'none', actionType: 'none' }] }),
];
const URL: [string, Verb] = ['readCallbackUrl', (ctx, { asks }) => readCallbackUrl(ctx, asks)];

describe.each([...verbsOf(CHANGES), REJECTION, CREATION, URL])('%s', (_name, verb) => {
  it('refuses an auditor, who only reads, and a member', async () => {
    for (const role of ['AUDITOR', 'MEMBER'] as const) {
      const actor = await mine.actor(role);
      expect(await refusal(async () => verb(actor, own))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe.each(Object.entries(READS))('%s', (_name, verb) => {
  it('lets an auditor read, and no member', async () => {
    await verb(await mine.actor('AUDITOR'), own);
    const member = await mine.actor('MEMBER');
    expect(await refusal(async () => verb(member, own))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe.each([...verbsOf(CHANGES), REJECTION, ...Object.entries(READS)])('%s', (_name, verb) => {
  it("does not find another tenant's object", async () => {
    expect(await refusal(async () => verb(mine.owner, theirs))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lists', () => {
  it("hold nothing of another tenant's", async () => {
    const chains = await listActionChains(mine.owner, { page: { first: 100 }, filter: {} });
    const flows = await listActionFlows(mine.owner, { page: { first: 100 }, filter: {} });
    const tenants = [...chains.rows, ...flows.rows].map(({ row }) => row.tenantId);
    expect(new Set(tenants)).toEqual(new Set([mine.tenantId]));
    expect((await listActionFlows(mine.owner, { page: {}, filter: { chainId: theirs.chain } })).rows).toEqual([]);
    expect(await readCallbackUrl(mine.owner, theirs.asks)).toBeNull();
  });

  it('come in the order that is asked for', async () => {
    const { owner } = await test.newTenant();
    const step = [{ name: 'one', actionType: 'none' }];
    await makeChain(owner, step, { name: 'b' });
    const { id: chainId } = await makeChain(owner, step, { name: 'a' });
    const order = { field: 'name', direction: 'ASC' } as const;
    const chains = await listActionChains(owner, { page: {}, filter: {}, order });
    expect(chains.rows.map(({ row }) => row.name)).toEqual(['a', 'b']);
    const flows = [await startActionFlow(owner, { chainId }), await startActionFlow(owner, { chainId })];
    const listed = await listActionFlows(owner, { page: { direction: 'ASC' }, filter: {} });
    expect(listed.rows.map(({ row }) => row.id)).toEqual(flows.map(({ id }) => id));
  });
});

describe.each(Object.entries(CHANGES))('%s', (_name, [verb, action]) => {
  it('works, and leaves an audit row', async () => {
    const { audit } = await trailOf(mine.owner, () => verb(mine.owner, own));
    expect(audit.map((row) => row.action)).toEqual([action]);
  });
});

describe('a chain', () => {
  const none = (name: string) => ({ name, actionType: 'none' });

  it('has a version for each set of steps, and flows keep the one that they were started with', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [none('one')]);
    const flow = await startActionFlow(owner, { chainId: chain.id });
    expect(await updateActionChain(owner, chain.id, { steps: [none('two')] })).toMatchObject({ version: 2 });
    expect(await updateActionChain(owner, chain.id, { name: 'renamed' })).toMatchObject({
      version: 2,
      name: 'renamed',
    });
    expect((await readChainVersion(owner, chain.id, 1)).steps).toMatchObject([{ name: 'one' }]);
    expect(await ask(test, 'SELECT name FROM action_flow_steps WHERE flow_id = $1', [flow.id])).toEqual([
      { name: 'one' },
    ]);
  });

  it('and its counterpart name each other, one giving and one taking away', async () => {
    const { owner } = await test.newTenant();
    const give = await makeChain(owner, [none('give')], { purpose: 'PROVISION' });
    const take = await makeChain(owner, [none('take')], { purpose: 'DEPROVISION', counterpartId: give.id });
    expect(take.counterpartId).toBe(give.id);
    expect((await readActionChain(owner, give.id)).counterpartId).toBe(take.id);
    const another = { purpose: 'PROVISION', counterpartId: give.id };
    expect(await refusal(() => makeChain(owner, [none('x')], another))).toMatchObject({ code: 'INVALID_INPUT' });
    await deleteActionChain(owner, take.id);
    expect((await readActionChain(owner, give.id)).counterpartId).toBeNull();
  });

  it('never runs itself, and gives its name away when it is deleted', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [none('x')], { name: 'taken' });
    const itself = { steps: [{ name: 'again', actionType: 'run_chain', input: { chainId: chain.id } }] };
    expect(await refusal(() => updateActionChain(owner, chain.id, itself))).toMatchObject({
      fields: [{ path: 'steps.0.input.chainId', message: 'again: the chain would run itself' }],
    });
    expect(await refusal(() => makeChain(owner, [none('x')], { name: 'taken' }))).toMatchObject({ code: 'CONFLICT' });
    await deleteActionChain(owner, chain.id);
    await makeChain(owner, [none('x')], { name: 'taken' });
    expect(await refusal(() => startActionFlow(owner, { chainId: chain.id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes the input that its schema describes, and no other', async () => {
    const { owner } = await test.newTenant();
    const inputSchema = { type: 'object', properties: { seat: { type: 'string' } }, required: ['seat'] };
    const chain = await makeChain(owner, [none('x')], { inputSchema });
    expect(await refusal(() => startActionFlow(owner, { chainId: chain.id }))).toMatchObject({
      fields: [{ path: 'input.seat', message: 'is required' }],
    });
    await startActionFlow(owner, { chainId: chain.id, input: { seat: 'a' } });
  });
});
