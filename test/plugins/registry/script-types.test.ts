import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Manifest, manifestOf } from '@joinery/plugin-sdk/manifest';
import { runPlugin } from '@joinery/plugin-sdk/testing';
import type { PluginDefinition } from '@joinery/plugin-sdk/types';
import { describe, expect, test } from 'vitest';
import { coreAction } from '../../../server/src/modules/chain/index.ts';

/** What a chain may name of any provider. */
const OF_EVERY_PROVIDER = [
  'create_entity',
  'delete_entity',
  'create_group',
  'delete_group',
  'create_role',
  'delete_role',
  'create_user',
  'disable_user',
  'delete_user',
  'add_user_to_entity',
  'add_user_to_group',
  'add_user_to_role',
  'allocate_license',
  'remove_user_from_entity',
  'remove_user_from_group',
  'remove_user_from_role',
];

const OF_ONE_PROVIDER: Record<string, string[]> = {
  slack: ['slack_notification', 'slack_approval'],
  gitlab: [
    'gitlab_issue_create',
    'gitlab_issue_add_comment',
    'gitlab_issue_add_label',
    'gitlab_issue_remove_label',
    'gitlab_issue_close',
    'gitlab_issue_assign_user',
    'gitlab_issue_unassign_user',
  ],
};

const OF_JOINERY = ['none', 'sleep', 'email_notification', 'email_approval'];

/** Any request to anything: what there is at the other end, it does not know. */
const GENERIC = ['http'];

const root = fileURLToPath(new URL('../../../plugins', import.meta.url));
const ids = readdirSync(root).filter((name) => existsSync(`${root}/${name}/logo.svg`) && !GENERIC.includes(name));
const plugins = await Promise.all(
  ids.map(async (id) => (await import(`../../../plugins/${id}/src/index.ts`)) as { default: PluginDefinition }),
);

describe.each(plugins.map(({ default: plugin }) => ({ id: plugin.id, plugin })))('$id', ({ id, plugin }) => {
  const manifest: Manifest = manifestOf(plugin, { publisher: 'joinery', sha256: '0'.repeat(64) });
  const named = (type: string) => manifest.actions.find((action) => action.id === type);
  const types = OF_EVERY_PROVIDER.map((what) => `${id.replaceAll('-', '_')}_api_${what}`);

  test('has every type of script, under its name', () => {
    const missing = [...types, ...(OF_ONE_PROVIDER[id] ?? [])].filter((type) => !named(type));
    expect(missing).toEqual([]);
  });

  test('says why, of what its provider cannot do', async () => {
    for (const { id: action, notSupported } of manifest.actions.filter((one) => one.notSupported !== undefined)) {
      const order = { operation: 'action', action, input: { user: 'ada' } } as const;
      // No connection is needed to know it.
      const run = await runPlugin({ ...plugin, config: plugin.config.partial() }, { config: {}, secrets: {} }, order);
      expect(run).toMatchObject({ error: { kind: 'not_supported', message: notSupported }, effects: [] });
    }
  });
});

test('the providers that have types of their own are there', () => {
  expect(ids).toEqual(expect.arrayContaining(Object.keys(OF_ONE_PROVIDER)));
});

test.each(OF_JOINERY)('Joinery itself does %s', (type) => {
  expect(coreAction(type)).toMatchObject({ id: type });
});
