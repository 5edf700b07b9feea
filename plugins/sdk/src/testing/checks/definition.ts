import assert from 'node:assert/strict';
import * as z from 'zod';
import type { PluginDefinition } from '../../define/plugin.ts';
import { isSecretRef, partsOf, type Text } from '../../define/references.ts';
import { manifestOf } from '../../manifest/manifest-of.ts';
import type { Check } from './check.ts';

/** What can be told of a plugin without running it. */
export function definitionChecks(plugin: PluginDefinition): Check[] {
  return [
    {
      name: 'its definition makes a manifest',
      run: async () => void manifestOf(plugin, { publisher: 'test', sha256: '0'.repeat(64) }),
    },
    { name: 'its ids follow the naming and are unique', run: async () => checkIds(plugin) },
    { name: 'every field of its configuration and inputs is described', run: async () => checkDescriptions(plugin) },
    {
      name: 'what it names of its secrets, configuration and endpoints exists',
      run: async () => checkReferences(plugin),
    },
    ...plugin.actions
      .filter(({ inverse }) => inverse !== null)
      .map(({ id }) => ({
        name: `${id}: its inverse exists and can be given its input`,
        run: async () => checkInverse(plugin, id),
      })),
  ];
}

function checkIds({ id, actions, resources }: PluginDefinition): void {
  const prefix = `${id.replaceAll('-', '_')}_`;
  for (const action of actions) assert.ok(action.id.startsWith(prefix), `${action.id} does not begin with ${prefix}`);
  const ids = [...actions.map((action) => action.id), ...resources.map(({ type }) => type)];
  assert.deepEqual([...new Set(ids)], ids, 'an id is there twice');
}

function checkDescriptions({ config, actions }: PluginDefinition): void {
  const fields = [
    ...Object.entries(config.shape).map(([name, field]) => ({ name: `config.${name}`, field })),
    ...actions.flatMap(({ id, input }) =>
      Object.entries((input as z.ZodObject).shape).map(([name, field]) => ({ name: `${id}: ${name}`, field })),
    ),
  ];
  const bare = fields.filter(({ field }) => !describes(field as z.ZodType)).map(({ name }) => name);
  assert.deepEqual(bare, [], 'fields without .describe(…)');
}

function describes(field: z.ZodType): boolean {
  const { description } = z.toJSONSchema(field, { io: 'input' });
  return typeof description === 'string' && description !== '';
}

function checkReferences({ config, secrets, egress, auth, account = [] }: PluginDefinition): void {
  assert.ok(Object.keys(egress).length > 0, 'it declares no endpoint');
  for (const endpoint of Object.keys(auth))
    assert.ok(endpoint in egress, `auth names ${endpoint}, which egress does not have`);
  for (const key of account)
    assert.ok(key in config.shape, `account names ${key}, which the configuration does not have`);
  for (const part of referencesIn({ egress, auth })) {
    if (isSecretRef(part)) assert.ok(part.secret in secrets, `there is no secret ${part.secret}`);
    else if (typeof part === 'object' && 'config' in part)
      assert.ok(part.config in config.shape, `config has no ${part.config}`);
  }
}

function referencesIn(value: unknown): ReturnType<typeof partsOf>[number][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('config' in value || 'secret' in value) return [...partsOf(value as Text)];
  return Object.values(value).flatMap(referencesIn);
}

function checkInverse({ actions }: PluginDefinition, id: string): void {
  const action = actions.find((each) => each.id === id);
  const inverse = actions.find((each) => each.id === action?.inverse?.action);
  assert.ok(action?.inverse && inverse, `${id} names the inverse ${action?.inverse?.action}, which is no action`);
  assert.notEqual(inverse.effect, 'read', `${inverse.id} only reads`);
  const given = Object.keys(action.inverse.input);
  const shape = (inverse.input as z.ZodObject).shape as Record<string, z.ZodType>;
  for (const name of given) assert.ok(name in shape, `${inverse.id} takes no ${name}`);
  const needed = Object.keys(shape).filter((name) => !shape[name]?.safeParse(undefined).success);
  assert.deepEqual(
    needed.filter((name) => !given.includes(name)),
    [],
    `${inverse.id} is not given all that it needs`,
  );
  for (const from of Object.values(action.inverse.input)) if (typeof from === 'string') checkPath(action, from);
}

function checkPath(action: { id: string; input: z.ZodObject; output: z.ZodObject }, from: string): void {
  const [root = '', key = ''] = from.split('.');
  const schema = root === 'input' ? action.input : root === 'output' ? action.output : undefined;
  assert.ok(schema && key in schema.shape, `${action.id} has no ${from}`);
}
