import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { connectDesk, type FlowTest, runSteps, startFlowTest } from './fixture.ts';

let test: FlowTest;
let owner: Context;

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
});

afterAll(() => test.close());

it('a plan says in its steps what it could not see of the steps before', async () => {
  const connectionId = await connectDesk(test, owner);
  const seat = (name: string, actionType: string) => ({ name, actionType, connectionId, input: { name: 'window' } });
  const steps = [seat('give', 'desk_api_give'), { name: 'rest', actionType: 'none' }, seat('take', 'desk_api_take')];
  const [first, rest, last] = (await runSteps(test, owner, steps, { mode: 'PLAN' })).steps;
  expect(first).toMatchObject({ outcome: 'planned', reason: null });
  expect(rest?.reason ?? '').not.toContain('without what');
  expect(last).toMatchObject({
    outcome: 'noop',
    reason: expect.stringContaining('without what would be done before: give'),
  });
});
