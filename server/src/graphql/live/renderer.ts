import { type DocumentNode, execute, type GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import type { Services } from '../../services.ts';
import { toGraphqlError } from '../error-map.ts';
import type { GraphqlContext } from '../signed-in.ts';
import type { LiveField, Placed } from './live-field.ts';
import { toCursor } from './position.ts';

/** One operation as many may listen to it: the same document, variables, tenant and rights. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The arguments of the live field, `after` apart. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Answers rows of a stream for one operation: executed once and turned to JSON once, however many listen. */
export class Renderer<Row> {
  readonly #services: Services;
  readonly #schema: GraphQLSchema;
  readonly #field: LiveField<Row>;
  readonly #operation: Operation;
  readonly #wants: (row: Row) => boolean;

  constructor(services: Services, schema: GraphQLSchema, field: LiveField<Row>, operation: Operation) {
    this.#services = services;
    this.#schema = schema;
    this.#field = field;
    this.#operation = operation;
    this.#wants = field.filter(operation.args);
  }

  /** The payload of a `next` message as JSON, or null for a row that this operation does not want. */
  async render(ctx: Context, { row, position }: Placed<Row>): Promise<string | null> {
    if (!this.#wants(row)) return null;
    const contextValue: GraphqlContext = { public: ctx, context: ctx, refusal: null };
    const result = await execute({
      schema: this.#schema,
      document: this.#operation.document,
      rootValue: this.#field.toNode(row, toCursor(position)),
      contextValue,
      variableValues: this.#operation.variables,
      ...(this.#operation.operationName ? { operationName: this.#operation.operationName } : {}),
    });
    const errors = result.errors?.map((error) => toGraphqlError(error, this.#services.log).toJSON());
    return JSON.stringify(errors ? { ...result, errors } : result);
  }
}
