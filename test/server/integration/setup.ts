import 'reflect-metadata';
import { createRequire } from 'node:module';
import type { ExecutionResult, graphql as Graphql } from 'graphql';
import pg from 'pg';
import { buildSchemaSync } from 'type-graphql';
import type { Context } from '../../../server/src/context.ts';
import { AppError } from '../../../server/src/errors.ts';
import { withOneOf } from '../../../server/src/graphql/one-of.ts';
import {
  DeliveryResolver,
  EventDeliveriesResolver,
  IntegrationHealthResolver,
} from '../../../server/src/modules/delivery/index.ts';
import { EventResolver } from '../../../server/src/modules/event/index.ts';
import { IntegrationResolver } from '../../../server/src/modules/integration/index.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import { createDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';

export interface Setup extends TestServices {
  /** Asks as the owner of the database, whom no policy binds. */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Services over a database of the test file's own. */
export async function setUp(options: { clock?: Clock } = {}): Promise<Setup> {
  const database = await createDatabase();
  const services = await createTestServices({ url: database.url, ...options });
  const owner = new pg.Client(database.url);
  await owner.connect();
  return {
    ...services,
    query: async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Row[],
    close: async () => {
      await owner.end();
      await services.close();
      await database.drop();
    },
  };
}

// The very copy that type-graphql builds schemas with: graphql has one for `import` of bundlers and one for Node.
const { graphql } = createRequire(import.meta.url)('graphql') as { graphql: typeof Graphql };

const schema = withOneOf(
  buildSchemaSync({
    resolvers: [
      IntegrationResolver,
      IntegrationHealthResolver,
      DeliveryResolver,
      EventDeliveriesResolver,
      EventResolver,
    ],
    validate: false,
  }),
);

/** Runs an operation as the API would. */
export async function ask(ctx: Context, source: string, variableValues: object = {}): Promise<ExecutionResult> {
  const contextValue = { public: ctx, context: ctx, refusal: null };
  return graphql({ schema, source, variableValues: { ...variableValues }, contextValue });
}

/** The data of an operation that must succeed. */
export async function answerOf<Data>(ctx: Context, source: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await ask(ctx, source, variables);
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return data as Data;
}

/** The refusal of something that must be refused. */
export async function refusalOf(work: () => Promise<unknown>): Promise<AppError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
