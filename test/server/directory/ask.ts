import { type GraphQLSchema, graphql } from 'graphql';
import type { Context } from '../../../server/src/context.ts';
import { AppError } from '../../../server/src/errors.ts';
import { createSchema } from '../../../server/src/graphql/schema.ts';
import type { GraphqlContext } from '../../../server/src/graphql/signed-in.ts';
import { newId } from '../../../server/src/platform/id.ts';

let schema: GraphQLSchema | undefined;

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query
  data: any;
  codes: string[];
  /** How many transactions it took: a query a row would show here. */
  transactions: number;
}

/** Runs an operation of the product's own schema, as a request of this actor. */
export async function ask(
  actor: Context,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<Answer> {
  schema ??= createSchema();
  let transactions = 0;
  const { db } = actor;
  const counted: Context['db'] = {
    ...db,
    tenant: (...work) => {
      transactions += 1;
      return db.tenant(...work);
    },
    tenantSql: (...work) => {
      transactions += 1;
      return db.tenantSql(...work);
    },
    tenantOnce: (...statement) => {
      transactions += 1;
      return db.tenantOnce(...statement);
    },
  };
  const ctx: Context = { ...actor, db: counted, request: { ...actor.request, id: newId() } };
  const contextValue: GraphqlContext = { public: ctx, context: ctx, refusal: null };
  const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue });
  const codes = errors.map(({ originalError, message }) =>
    originalError instanceof AppError ? originalError.code : message,
  );
  return { data, codes, transactions };
}
