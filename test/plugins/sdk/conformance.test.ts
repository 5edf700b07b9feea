import { conformanceSuite, type TwinHarness } from '@joinery/plugin-sdk/testing';
import type { Context, PluginDefinition } from '@joinery/plugin-sdk/types';
import { describe, expect, test } from 'vitest';
import example from '../../../plugins/cli/template/src/index.ts';
import twin from '../../../plugins/cli/template/test/twin.ts';
import { changed, noop, ProviderError, z } from '../../../plugins/sdk/src/index.ts';

type Action = PluginDefinition['actions'][number];
const [add, remove] = example.actions as [Action, Action];
const [team] = example.resources;

/** The checks that a plugin fails, each with why. */
async function failures(plugin: PluginDefinition, harness: TwinHarness = twin): Promise<string[]> {
  const suite = conformanceSuite(plugin, harness);
  const failed: string[] = [];
  for (const { name, run } of suite.checks)
    await run().catch(({ message }: Error) => failed.push(`${name}: ${message}`));
  await suite.stop();
  return failed;
}

const withAdd = (change: Partial<Action>) =>
  ({ ...example, actions: [{ ...add, ...change }, remove] }) as PluginDefinition;
const withRemove = (change: Partial<Action>) =>
  ({ ...example, actions: [add, { ...remove, ...change }] }) as PluginDefinition;
const MEMBER = '/api/teams/{team}/members/{username}';
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
          await ctx.http.put(MEMBER, { params: input });
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
      'a removal that does not look first',
      withRemove({
        run: async (ctx, input) => {
          await ctx.http.delete(MEMBER, { params: input, allow: [404] });
          return changed(input);
        },
      }),
      'is a noop for what is gone already',
    ],
    [
      'a limit that is taken for an answer',
      withAdd({
        run: async (ctx, input) => {
          const { status } = await ctx.http.get(MEMBER, { params: input, allow: [404, 429] });
          return status === 429 ? noop(input, 'too often') : add.run(ctx, input);
        },
      }),
      '429 is rate_limited',
    ],
    [
      'a provider that is down, taken for wrong credentials',
      withAdd({
        run: (ctx, input) =>
          add.run(ctx, input).catch((error: ProviderError) => {
            throw error.kind === 'unavailable' ? new ProviderError('auth', 'who knows') : error;
          }),
      }),
      '500 is unavailable',
    ],
    [
      'a conflict that it stumbles over',
      withAdd({
        run: async (ctx, input) => {
          const { status, data } = await ctx.http.get(MEMBER, { params: input, allow: [404, 409] });
          return status === 409 ? noop(input, (data as { by: { name: string } }).by.name) : add.run(ctx, input);
        },
      }),
      '409 is internal',
    ],
    [
      'a refusal of its input that is taken for done',
      withAdd({
        run: async (ctx, input) => {
          const { status } = await ctx.http.get(MEMBER, { params: input, allow: [404, 422] });
          return status === 422 ? changed(input) : add.run(ctx, input);
        },
      }),
      '422 is changed',
    ],
    [
      'what does not exist taken for done',
      withAdd({
        run: (ctx, input) =>
          add.run(ctx, input).catch((error: ProviderError) => {
            if (error.kind === 'not_found') return noop(input, 'there is no such team');
            throw error;
          }),
      }),
      'fails with not_found for what does not exist',
    ],
    [
      'a host that it does not declare, even where it does not mind being refused',
      withAdd({
        run: async (ctx, input) => {
          await ctx.http.get('https://elsewhere.example/collect').catch(() => undefined);
          return add.run(ctx, input);
        },
      }),
      'it reaches for what it does not declare',
    ],
    [
      'Node’s own fetch',
      withAdd({
        run: async (ctx, input) => {
          await fetch(`${ctx.config.url}/api/me`);
          return add.run(ctx, input);
        },
      }),
      'it uses fetch of Node: no plugin has that in the sandbox; requests are sent by ctx.http',
    ],
    [
      'what only Node has, even where it does not mind that it is not there',
      withAdd({
        run: async (ctx, input) => {
          const encoded = typeof Buffer === 'undefined' ? '' : Buffer.from('x').toString('base64');
          return add.run(ctx, { ...input, ...(encoded === 'x' ? { encoded } : {}) });
        },
      }),
      'it uses Buffer of Node',
    ],
    [
      'a resource that reads the process’s environment',
      withTeam({
        objects: async (...given: Parameters<NonNullable<typeof team>['objects']>) => {
          if (process.env.TEAMS === 'none') return { items: [], next: null };
          return (team as NonNullable<typeof team>).objects(...given);
        },
      }),
      'it uses process of Node',
    ],
    [
      'a schema that drops what its list goes on by',
      withTeam({
        objects: ({ http }: Context, cursor: string | null) =>
          http.page('/api/teams', {
            schema: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
            items: ({ items }) => items,
            paging: { by: 'cursor', param: 'after', at: 'next' },
            cursor,
          }),
      }),
      'the schema of the answer to GET /api/teams drops next',
    ],
    [
      'a list that never ends',
      withTeam({
        objects: async (...given: Parameters<NonNullable<typeof team>['objects']>) => ({
          ...(await (team as NonNullable<typeof team>).objects(...given)),
          next: '2',
        }),
      }),
      'a page names a page before it as the next',
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
    expect(await failures(talkative)).toContainEqual(expect.stringContaining('a secret stands in what was logged'));
  });

  test('asks the twin for every scenario that an action owes', async () => {
    const bare: TwinHarness = { start: async () => ({ ...(await twin.start()), scenarios: {} }) };
    const failed = await failures(example as never, bare);
    expect(failed.filter((name) => name.startsWith('example_api_add_member'))).not.toEqual([]);
  });
});
