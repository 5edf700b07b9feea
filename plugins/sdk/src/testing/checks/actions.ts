import assert from 'node:assert/strict';
import type { PluginDefinition } from '../../define/plugin.ts';
import { ERROR_KINDS } from '../../define/provider-error.ts';
import type { ActionScenarios, Scenario } from '../harness.ts';
import { attempt, type Bench, kindOf, outcomeOf } from './attempt.ts';
import type { Check } from './check.ts';

type Action = PluginDefinition['actions'][number];
type Input = Record<string, unknown>;

/** What every action owes beside a twin. */
export function actionChecks(bench: Bench): Check[] {
  return bench.plugin.actions.flatMap((action) => checksOf(bench, action));
}

function checksOf(bench: Bench, action: Action): Check[] {
  const { id, effect } = action;
  const isRead = effect === 'read';
  const order = (input: Input) => ({ operation: 'action' as const, action: id, input });
  if (action.notSupported !== undefined)
    return [{ name: `${id}: fails with not_supported, and asks nothing`, run: () => refuses(bench, action) }];
  const withInput = (scenario: keyof ActionScenarios, run: (input: Input) => Promise<void>) => async () => {
    const input = await inputOf(bench, action, scenario);
    if (input) await run(input);
  };
  const checks: [string, () => Promise<void>][] = [
    [
      isRead ? 'answers, and writes nothing' : 'changes what it says it changes',
      withInput('fresh', async (input) => {
        const run = await attempt(bench, order(input));
        if (!isRead) return assert.equal(outcomeOf(run), 'changed');
        assert.ok(['changed', 'noop'].includes(outcomeOf(run)), outcomeOf(run));
        assert.deepEqual(run.writes, [], 'it is declared to read only');
      }),
    ],
    [
      'classifies wrong credentials, a provider that is down, and one that is asked too often',
      withInput('fresh', (input) => classifies(bench, order(input))),
    ],
    [
      'says of what kind it is when the provider refuses: a conflict, an input that it does not take',
      withInput('fresh', (input) => tellsRefusals(bench, order(input))),
    ],
    [
      'comes through when the provider asks it to wait',
      withInput('fresh', async (input) => {
        (await bench.twin()).failNext(429, { retryAfterSeconds: 0 });
        const run = await attempt(bench, order(input));
        assert.ok(['changed', 'noop'].includes(outcomeOf(run)), outcomeOf(run));
      }),
    ],
    ['names what is wrong with its input', withInput('fresh', (input) => refusesBadInput(bench, action, input))],
  ];
  if (!isRead) checks.push(...writeChecks(bench, action, withInput));
  checks.push([
    'fails with not_found for what does not exist',
    withInput('missing', async (input) => {
      const kind = kindOf(await attempt(bench, order(input)));
      assert.ok(kind === 'not_found' || (effect === 'destructive' && kind === 'noop'), kind);
    }),
  ]);
  return checks.map(([name, run]) => ({ name: `${id}: ${name}`, run }));
}

function writeChecks(
  bench: Bench,
  { id, effect, idempotent }: Action,
  withInput: (scenario: keyof ActionScenarios, run: (input: Input) => Promise<void>) => () => Promise<void>,
): [string, () => Promise<void>][] {
  const order = (input: Input) => ({ operation: 'action' as const, action: id, input });
  return [
    [
      effect === 'destructive' ? 'is a noop for what is gone already' : 'is a noop for what is so already',
      withInput('already', async (input) => {
        const run = await attempt(bench, order(input));
        assert.equal(outcomeOf(run), 'noop');
        const done = run.effects.filter(({ status }) => status === null || status < 400);
        assert.deepEqual(done, [], 'a noop changes nothing');
      }),
    ],
    [
      'writes nothing in a plan, and tells what it would',
      withInput('fresh', async (input) => {
        const run = await attempt(bench, order(input), { mode: 'plan' });
        assert.equal(outcomeOf(run), 'planned');
        assert.ok(run.effects.length > 0, 'the plan has no effect');
        assert.deepEqual(run.writes, [], 'a plan writes nothing');
      }),
    ],
    ...(idempotent
      ? [
          [
            'can be done twice',
            withInput('fresh', async (input) => {
              await attempt(bench, order(input));
              const again = outcomeOf(await attempt(bench, order(input)));
              assert.ok(['changed', 'noop'].includes(again), again);
            }),
          ] as [string, () => Promise<void>],
        ]
      : []),
  ];
}

async function refuses(bench: Bench, { id, effect, notSupported = '' }: Action): Promise<void> {
  const twin = await bench.twin();
  await twin.reset();
  const run = await attempt(bench, { operation: 'action', action: id, input: {} });
  assert.equal(kindOf(run), 'not_supported');
  assert.ok('error' in run && run.error.message === notSupported, 'it fails with another reason');
  assert.notEqual(notSupported, '', 'it has no reason');
  assert.equal(effect, 'read', 'what does nothing is declared to write');
  assert.deepEqual(twin.requests(), [], 'what cannot be done is asked of nobody');
}

const MANY = { times: 100 };

async function classifies(bench: Bench, order: Parameters<typeof attempt>[1]): Promise<void> {
  const expected = [
    [401, 'auth', MANY],
    [500, 'unavailable', MANY],
    [429, 'rate_limited', { ...MANY, retryAfterSeconds: 3600 }],
  ] as const;
  for (const [status, kind, options] of expected) {
    const twin = await bench.twin();
    await twin.reset();
    twin.failNext(status, options);
    assert.equal(kindOf(await attempt(bench, order)), kind, `${status} is ${kind}`);
  }
}

/** A provider may mean by these that it is so already, or gone: which kind it is, only the plugin knows. */
async function tellsRefusals(bench: Bench, order: Parameters<typeof attempt>[1]): Promise<void> {
  for (const status of [409, 422]) {
    const twin = await bench.twin();
    await twin.reset();
    twin.failNext(status, MANY);
    const kind = kindOf(await attempt(bench, order));
    assert.ok(kind === 'noop' || (ERROR_KINDS as readonly string[]).includes(kind), `${status} is ${kind}`);
  }
}

async function refusesBadInput(bench: Bench, action: Action, input: Input): Promise<void> {
  const [name] = Object.keys(input);
  if (name === undefined) return;
  const run = await attempt(bench, {
    operation: 'action',
    action: action.id,
    input: { ...input, [name]: { not: ['this'] } },
  });
  if (action.input.safeParse({ ...input, [name]: { not: ['this'] } }).success) return;
  assert.equal(kindOf(run), 'invalid');
  assert.ok('error' in run && run.error.message.includes(`input.${name}`), 'the message names the field');
}

/** The input of a scenario, with the twin as it was. A scenario that is owed and not there fails the check. */
async function inputOf(
  { twin }: Bench,
  { id, effect }: Action,
  name: keyof ActionScenarios,
): Promise<Input | undefined> {
  const running = await twin();
  await running.reset();
  const scenarios = running.scenarios[id];
  assert.ok(scenarios, `the twin has no scenarios for ${id}`);
  const scenario: Scenario | undefined = scenarios[name];
  const isOwed = name === 'fresh' || effect !== 'read';
  assert.ok(scenario || !isOwed, `the twin has no scenario "${name}" for ${id}: say { none: 'why' } if there is none`);
  return scenario && 'input' in scenario ? scenario.input : undefined;
}
