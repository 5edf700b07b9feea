import { readdir, readFile } from 'node:fs/promises';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  LoneAnonymousOperationRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { printedSchema } from '../../server/src/graphql/print-schema.ts';
import { createSchema } from '../../server/src/graphql/schema.ts';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Names that say all there is to say. */
const OBVIOUS = new Set([
  ...['id', 'name', 'description', 'email', 'username', 'firstName', 'lastName', 'password', 'slug', 'role', 'type'],
  ...['kind', 'status', 'mode', 'error', 'level', 'message', 'method', 'url', 'headers', 'body', 'value', 'operator'],
  ...['nodes', 'node', 'edges', 'pageInfo', 'filter', 'orderBy', 'direction', 'field', 'input', 'enabled', 'isActive'],
  ...['http', 'slack', 'log', 'triggerTask', 'user', 'tenant', 'application', 'apiToken', 'actions', 'eventTypes'],
  ...['conditions', 'counts', 'auth', 'actorEmail', 'eventType', 'attemptCount', 'timeoutSeconds', 'maxRetries'],
  ...['durationMs', 'homepageUrl', 'integrationName', 'currentPassword', 'tenantName', 'tenantSlug'],
]);

describe('server/schema.graphql', () => {
  it('is what the resolvers make: run `npm run schema` after a change', async () => {
    const committed = await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
    expect(committed).toBe(printedSchema());
  });
});

describe('README and guides', () => {
  it('ask for nothing that the schema does not have', async () => {
    const guides = new URL('../../docs/guides/', import.meta.url);
    const files = [
      new URL('../../README.md', import.meta.url),
      ...(await readdir(guides)).map((name) => new URL(name, guides)),
    ];
    const rules = specifiedRules.filter((rule) => rule !== LoneAnonymousOperationRule);
    let asked = 0;
    for (const file of files) {
      for (const [, query = ''] of (await readFile(file, 'utf8')).matchAll(/^```graphql\n([\s\S]*?)^```$/gm)) {
        asked += 1;
        const errors = validate(schema, parse(query), rules).map(({ message }) => message);
        expect({ file: file.pathname, errors }).toEqual({ file: file.pathname, errors: [] });
      }
    }
    expect(asked).toBeGreaterThan(10);
  });
});

describe('the schema documents', () => {
  it('every type', () => {
    const silent = types
      .filter((type) => !type.description && !isRoot(type) && !type.name.endsWith('Edge'))
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('every field whose name does not say it all', () => {
    const silent = types.flatMap((type) =>
      fieldsOf(type)
        .filter(([name, description]) => !description && !isObvious(name))
        .map(([name]) => `${type.name}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('every operation', () => {
    const silent = types
      .filter(isRoot)
      .flatMap(fieldsOf)
      .filter(([, description]) => !description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('in one or two sentences, each with its end', () => {
    const texts = types.flatMap((type) => [
      [type.name, type.description] as const,
      ...fieldsOf(type).map(([name, text]) => [`${type.name}.${name}`, text] as const),
    ]);
    const unfinished = texts.filter(([, text]) => text && !/[.!?)`]$/.test(text.trim()));
    expect(unfinished.map(([name]) => name)).toEqual([]);
  });
});

describe('the schema names', () => {
  it('values of enums in upper case', () => {
    const values = types
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`));
    expect(values.filter((name) => !/^\w+\.[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });

  it('inputs as inputs, and nothing else', () => {
    const inputs = types.filter(isInputObjectType).map(({ name }) => name);
    expect(inputs.filter((name) => !name.endsWith('Input'))).toEqual([]);
  });

  it('lists that grow as connections', () => {
    const query = schema.getQueryType();
    const paged = Object.values(query?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ name }) => name === 'first'),
    );
    expect(paged.length).toBeGreaterThan(5);
    expect(paged.filter(({ type }) => !/^\w+Connection!$/.test(String(type))).map(({ name }) => name)).toEqual([]);
  });
});

function isRoot({ name }: GraphQLNamedType): boolean {
  return name === 'Query' || name === 'Mutation' || name === 'Subscription';
}

function isObvious(field: string): boolean {
  // Ids name what they are of, times what was then.
  return OBVIOUS.has(field) || /^[a-z]+([A-Z][a-z]+)*(Id|At)$/.test(field);
}

function fieldsOf(type: GraphQLNamedType): [name: string, description: string | null | undefined][] {
  if (isEnumType(type) || !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) return [];
  return Object.values(type.getFields()).map(({ name, description }) => [name, description]);
}
