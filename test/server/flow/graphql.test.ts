import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../../harness/api.ts';
import { eventually } from '../../harness/eventually.ts';

let api: TestApi;
let owner: Account;

beforeAll(async () => {
  api = await startApi();
  owner = await api.signUp();
});

afterAll(() => api.stop());

interface Flow {
  id: string;
  status: string;
  waitingFor: string | null;
  steps: { id: string; name: string; status: string; outcome: string; output: unknown; attempts: number }[];
}

const FLOW = 'id status waitingFor steps { id name status outcome output attempts }';

async function createChain(steps: object[]): Promise<string> {
  const { createActionChain } = await api.ask<{ createActionChain: { id: string } }>(
    owner.token,
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id steps { name } } }',
    { input: { name: `chain ${Math.random()}`, steps } },
  );
  return createActionChain.id;
}

async function start(chainId: string): Promise<Flow> {
  const { startActionFlow } = await api.ask<{ startActionFlow: Flow }>(
    owner.token,
    `mutation ($input: StartActionFlowInput!) { startActionFlow(input: $input) { ${FLOW} } }`,
    { input: { chainId } },
  );
  return startActionFlow;
}

async function read(id: string): Promise<Flow> {
  const asked = await api.ask<{ actionFlow: Flow }>(
    owner.token,
    `query ($id: ID!) { actionFlow(id: $id) { ${FLOW} } }`,
    { id },
  );
  return asked.actionFlow;
}

describe('a chain of three steps', () => {
  it('is started, runs to its end, and is followed live', async () => {
    const live = await api.live(owner.token);
    const updates = live.start<{ actionFlowUpdated: { status: string } }>(
      'subscription { actionFlowUpdated { id status cursor } }',
    );
    const chainId = await createChain([
      { name: 'first', actionType: 'none' },
      { name: 'second', actionType: 'sleep', input: { seconds: 1 } },
      { name: 'third', actionType: 'none' },
    ]);
    const started = await start(chainId);
    expect(started).toMatchObject({
      status: 'PENDING',
      steps: [{ name: 'first' }, { name: 'second' }, { name: 'third' }],
    });
    const titles = await api.ask(
      owner.token,
      'query ($id: ID!, $chainId: ID!) { actionFlow(id: $id) { steps { actionTitle } } actionChain(id: $chainId) { steps { actionTitle } } }',
      { id: started.id, chainId },
    );
    const told = { steps: ['Nothing', 'Sleep', 'Nothing'].map((actionTitle) => ({ actionTitle })) };
    expect(titles).toEqual({ actionFlow: told, actionChain: told });
    await eventually(async () => expect(await read(started.id)).toMatchObject({ status: 'SUCCESS' }));
    expect((await read(started.id)).steps.map(({ status, outcome, attempts }) => [status, outcome, attempts])).toEqual([
      ['SUCCESS', 'noop', 1],
      ['SUCCESS', 'noop', 2],
      ['SUCCESS', 'noop', 1],
    ]);
    await eventually(() => expect(updates.results.at(-1)?.data?.actionFlowUpdated.status).toBe('SUCCESS'));
    await live.close();
  });
});

describe("a callback's URL", () => {
  it('takes one call over HTTP, of anyone who has it', async () => {
    const { id } = await start(
      await createChain([{ name: 'reply', actionType: 'callback', input: { message: 'the registry' } }]),
    );
    await eventually(async () => expect(await read(id)).toMatchObject({ status: 'WAITING' }));
    const { actionFlow } = await api.ask<{ actionFlow: { steps: { callbackUrl: string }[] } }>(
      owner.token,
      'query ($id: ID!) { actionFlow(id: $id) { steps { callbackUrl } } }',
      { id },
    );
    const { pathname } = new URL(actionFlow.steps[0]?.callbackUrl ?? '');
    const post = async (path: string, body: string) =>
      (await fetch(api.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    expect(await post(pathname, '{"broken":')).toBe(400);
    expect(await post(`${pathname.slice(0, -2)}zz`, '{}')).toBe(404);
    expect(await post(pathname, '{"number":7}')).toBe(202);
    expect(await post(pathname, '{"number":8}')).toBe(412);
    await eventually(async () =>
      expect(await read(id)).toMatchObject({ status: 'SUCCESS', steps: [{ output: { body: { number: 7 } } }] }),
    );
  });
});
