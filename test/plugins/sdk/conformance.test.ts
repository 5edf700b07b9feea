import { conformanceSuite, type TwinHarness } from '@joinery/plugin-sdk/testing';
import type { PluginDefinition } from '@joinery/plugin-sdk/types';
import { describe, expect, test } from 'vitest';
import example from '../../../plugins/cli/template/src/index.ts';
import twin from '../../../plugins/cli/template/test/twin.ts';
import { changed, noop, z } from '../../../plugins/sdk/src/index.ts';

type Action = PluginDefinition['actions'][number];
const [add, remove] = example.actions as [Action, Action];
const [team] = example.resources;

/** The names of the checks that a plugin fails. */
async function failures(plugin: PluginDefinition, harness: TwinHarness = twin): Promise<string[]> {
  const suite = conformanceSuite(plugin, harness);
  const failed: string[] = [];
  for (const { name, run } of suite.checks) await run().catch(() => failed.push(name));
  await suite.stop();
  return failed;
}

const withAdd = (change: Partial<Action>) =>
  ({ ...example, actions: [{ ...add, ...change }, remove] }) as PluginDefinition;
const withTeam = (change: object) => ({ ...example, resources: [{ ...team, ...change }] }) as PluginDefinition;

describe('the conformance suite', () => {
  test('has nothing against a plugin that keeps to the rules', async () => {
    expect(await failures(example as never)).toEqual([]);
  });

  test.each<[string, PluginDefinition, string]>([
    ['an id that does not name its plugin', withAdd({ id: 'other_api_add' }), 'its ids follow the naming'],
    [
      'an inverse that is not there',
      withAdd({ inverse: { action: 'example_api_undo', input: {} } }),
      'its inverse exists',
    ],
    [
      'an inverse that is not given all it needs',
      withAdd({ inverse: { action: remove.id, input: { team: 'input.team' } } }),
      'its inverse exists',
    ],
    [
      'an inverse that is given what is not there',
      withAdd({ inverse: { action: remove.id, input: { team: 'input.group' as never, username: 'input.username' } } }),
      'its inverse exists',
    ],
    [
      'an input that is not described',
      withAdd({ input: z.object({ team: z.string(), username: z.string() }) }),
      'is described',
    ],
    [
      'a schema that makes no JSON Schema',
      withAdd({ output: z.object({ at: z.date() }) as never }),
      'its definition makes a manifest',
    ],
    [
      'a secret that is not declared',
      { ...example, secrets: {} } as PluginDefinition,
      'what it names of its secrets, configuration and endpoints exists',
    ],
    [
      'a write that does not look first',
      withAdd({
        run: async (ctx, input) => {
          await ctx.http.put('/api/teams/{team}/members/{username}', { params: input });
          return noop(input, 'who knows');
        },
      }),
      'is a noop for what is so already',
    ],
    ['a change that is none', withAdd({ run: async (_, input) => changed(input) }), 'is a noop for what is so already'],
    ['a read that writes', withAdd({ effect: 'read' }), 'answers, and writes nothing'],
    [
      'errors that are swallowed',
      withAdd({ run: async (ctx, input) => add.run(ctx, input).catch(() => changed(input)) }),
      'classifies wrong credentials',
    ],
    [
      'a list that stops after a page',
      withTeam({
        objects: async (...given: Parameters<NonNullable<typeof team>['objects']>) => ({
          ...(await (team as NonNullable<typeof team>).objects(...given)),
          next: null,
        }),
      }),
      'lists every object',
    ],
    [
      'grants of what is not listed',
      withTeam({ entitlements: async () => ({ items: [], next: null }) }),
      'lists who holds what',
    ],
    [
      'a check that does not ask',
      { ...example, check: async () => ({ identity: 'somebody', missing: [] }) } as PluginDefinition,
      'its check of a connection classifies wrong credentials',
    ],
  ])('sees %s', async (_, plugin, check) => {
    const failed = await failures(plugin);
    expect(failed.filter((name) => name.includes(check))).not.toEqual([]);
  });

  test('sees a secret in a log', async () => {
    const { secrets } = await twin.start().then(async (running) => {
      await running.stop();
      return running;
    });
    const talkative = withAdd({
      run: async (ctx, input) => {
        ctx.log.info('with the token', { token: secrets.token });
        return add.run(ctx, input);
      },
    });
    expect(await failures(talkative)).toContainEqual(expect.stringContaining('changes what it says it changes'));
  });

  test('asks the twin for every scenario that an action owes', async () => {
    const bare: TwinHarness = { start: async () => ({ ...(await twin.start()), scenarios: {} }) };
    const failed = await failures(example as never, bare);
    expect(failed.filter((name) => name.startsWith('example_api_add_member'))).not.toEqual([]);
  });
});
