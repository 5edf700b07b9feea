import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  validate,
} from 'graphql';
import { AppError } from '../../errors.ts';
import { checkOperation, readDocument } from '../limits/index.ts';

export interface OperationRequest {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

export type Prepared = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'> & {
  operation: OperationDefinitionNode;
  variableValues: Record<string, unknown>;
};

/**
 * Parses, validates and bounds operations that come over WebSocket, as Apollo's pipeline does over HTTP. What it
 * returns answers what is wrong with the document; it throws an AppError for what is over a bound.
 */
export function createPreparer(schema: GraphQLSchema) {
  const valid = new WeakSet<DocumentNode>();

  return ({ query, operationName, variables }: OperationRequest): Prepared | readonly GraphQLError[] => {
    const document = readDocument(query);
    if (!valid.has(document)) {
      const errors = validate(schema, document);
      if (errors.length > 0) return errors;
      valid.add(document);
    }
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new AppError('INVALID_INPUT', 'name one of the operations of the document in operationName');
    const variableValues = variables ?? {};
    checkOperation({ schema, document, operation, variables: variableValues });
    return { schema, document, operation, operationName, variableValues };
  };
}
