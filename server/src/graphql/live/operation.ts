import {
  type DocumentNode,
  type ExecutionArgs,
  getArgumentValues,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../errors.ts';
import { checkCost, checkTokens } from '../limits/index.ts';

export interface OperationRequest {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

export type Prepared = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

/** Parses, validates and bounds operations that come over WebSocket, as Apollo's pipeline does over HTTP. */
export function createPreparer(schema: GraphQLSchema) {
  const documents = new LRUCache<string, DocumentNode | { errors: readonly GraphQLError[] }>({ max: 1000 });

  const read = (query: string): DocumentNode => {
    const known = documents.get(query) ?? readAnew(query);
    documents.set(query, known);
    if ('errors' in known) throw known.errors[0];
    return known;
  };
  const readAnew = (query: string) => {
    checkTokens(query);
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : document;
  };

  return ({ query, operationName, variables }: OperationRequest): Prepared => {
    const document = read(query);
    const operation = getOperationAST(document, operationName ?? undefined);
    if (!operation) throw new AppError('INVALID_INPUT', 'name one of the operations of the document in operationName');
    checkCost(document, operation, variables ?? {});
    return { schema, document, operationName: operationName ?? null, variableValues: variables ?? {} };
  };
}

/** The one root field of a subscription, with its arguments. */
export function subscriptionField(args: Prepared): { name: string; values: Record<string, unknown> } {
  const operation = getOperationAST(args.document, args.operationName ?? undefined);
  const type = args.schema.getRootType(OperationTypeNode.SUBSCRIPTION);
  const [selection] = operation?.selectionSet.selections ?? [];
  if (!type || selection?.kind !== Kind.FIELD) throw new AppError('INVALID_INPUT', 'a subscription names one field directly, without a fragment');
  const definition = type.getFields()[selection.name.value];
  if (!definition) throw new AppError('INVALID_INPUT', `there is no subscription ${selection.name.value}`);
  return { name: selection.name.value, values: getArgumentValues(definition, selection, args.variableValues) };
}
