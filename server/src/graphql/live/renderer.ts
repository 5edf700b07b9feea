import { type DocumentNode, execute, type GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import { presentError } from '../error-map.ts';
import type { GraphqlContext } from '../signed-in.ts';
import type { LiveField, Placed } from './live-field.ts';
import { NextMessage } from './next-message.ts';
import { type Position, toCursor } from './position.ts';

/** One operation as many may listen to it: the same document, variables, tenant and rights. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The arguments of the live field, `after` apart. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Rows as messages, in order; `positions` has the place of each. */
export interface Rendered {
  readonly messages: readonly NextMessage[];
  readonly positions: readonly Position[];
}

/** Answers rows of a stream for one operation: executed once and turned to bytes once, however many listen. */
export class Renderer {
  readonly #schema: GraphQLSchema;
  readonly #field: LiveField;
  readonly #operation: Operation;
  readonly #wants: (row: unknown) => boolean;

  /** Throws INVALID_INPUT for arguments that make no sense. */
  constructor(schema: GraphQLSchema, field: LiveField, operation: Operation) {
    this.#schema = schema;
    this.#field = field;
    this.#operation = operation;
    this.#wants = field.filter(operation.args);
  }

  /** The rows that this operation wants. They are executed at once, so that what they load is loaded together. */
  async render(ctx: Context, page: readonly Placed<unknown>[]): Promise<Rendered> {
    const wanted = page.filter(({ row }) => this.#wants(row));
    const messages = await Promise.all(wanted.map((placed) => this.#renderOne(ctx, placed)));
    return { messages, positions: wanted.map(({ position }) => position) };
  }

  async #renderOne(ctx: Context, { row, position }: Placed<unknown>): Promise<NextMessage> {
    const contextValue: GraphqlContext = { public: ctx, context: ctx, refusal: null };
    const result = await execute({
      schema: this.#schema,
      document: this.#operation.document,
      rootValue: this.#field.toNode(row, toCursor(position)),
      contextValue,
      variableValues: this.#operation.variables,
      operationName: this.#operation.operationName,
    });
    const errors = result.errors?.map((error) => presentError(error, ctx));
    return new NextMessage(JSON.stringify(errors ? { ...result, errors } : result));
  }
}
