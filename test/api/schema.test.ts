import { readFile } from 'node:fs/promises';
import { type GraphQLNamedType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printedSchema } from '../../server/src/graphql/print-schema.ts';
import { createSchema } from '../../server/src/graphql/schema.ts';

describe('the schema', () => {
  it('is the one that is committed: npm run schema writes it', async () => {
    const committed = await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8');
    expect(printedSchema()).toBe(committed);
  });

  it('describes every operation', () => {
    const schema = createSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const silent = roots.flatMap((root) =>
      Object.values(root?.getFields() ?? {}).filter((field) => !field.description),
    );
    expect(silent.map((field) => field.name)).toEqual([]);
  });

  it('describes every type', () => {
    const silent = Object.values(createSchema().getTypeMap()).filter((type) => isOurs(type) && !type.description);
    expect(silent.map((type) => type.name)).toEqual([]);
  });
});

function isOurs(type: GraphQLNamedType): boolean {
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
  return (
    !type.name.startsWith('__') && !isRoot && !isSpecifiedScalarType(type) && !/(Edge|Connection)$/.test(type.name)
  );
}
