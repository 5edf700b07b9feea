import {
  type ArgumentNode,
  type FieldNode,
  getArgumentValues,
  Kind,
  OperationTypeNode,
  type VariableNode,
  visit,
} from 'graphql';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Prepared } from './operation.ts';
import { fromCursor, type Position } from './position.ts';
import type { Operation } from './renderer.ts';

/** A subscription as it is asked for: which field, from where on, and what is to be answered for each row. */
export interface Subscription {
  readonly fieldName: string;
  readonly after: Position | null;
  readonly operation: Operation;
  /** Subscriptions with the same key and tenant are answered alike. */
  readonly key: string;
}

/** The argument that says where to go on: what is answered does not depend on it. */
const AFTER = 'after';

/** Reads a valid subscription operation; INVALID_INPUT for a cursor that is none. */
export function readSubscription(prepared: Prepared, ctx: Context): Subscription {
  const { document, operationName, variableValues } = prepared;
  const { field, values } = rootField(prepared);
  const { [AFTER]: after, ...args } = values;
  const fieldName = field.name.value;
  const variables = usedVariables(prepared, field);
  return {
    fieldName,
    after: typeof after === 'string' ? fromCursor(after) : null,
    operation: { document, operationName: operationName ?? undefined, variables: variableValues, args },
    key: JSON.stringify([fieldName, document.loc?.source.body, operationName, variables, args, rights(prepared, ctx)]),
  };
}

function rootField({ operation, schema, variableValues }: Prepared) {
  const type = schema.getRootType(OperationTypeNode.SUBSCRIPTION);
  const [selection] = operation.selectionSet.selections;
  if (!type || selection?.kind !== Kind.FIELD) {
    throw new AppError('INVALID_INPUT', 'a subscription names one field directly, without a fragment');
  }
  const definition = type.getFields()[selection.name.value];
  if (!definition) throw new AppError('INVALID_INPUT', `there is no subscription ${selection.name.value}`);
  return { field: selection, values: getArgumentValues(definition, selection, variableValues) };
}

function usedVariables({ document, variableValues }: Prepared, field: FieldNode): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  visit(document, {
    VariableDefinition: () => false,
    Argument: (argument: ArgumentNode) => {
      if (argument.name.value === AFTER && field.arguments?.includes(argument)) return false;
      return undefined;
    },
    Variable: ({ name }: VariableNode) => {
      used[name.value] = variableValues[name.value];
    },
  });
  return used;
}

/**
 * What an answer may depend on. The fields of the row itself are the same for all who may see the row; what is linked
 * to it may be open to somebody because it is about them.
 */
function rights({ document }: Prepared, { actor }: Context): unknown[] {
  let objects = 0;
  visit(document, {
    Field: ({ selectionSet }: FieldNode) => {
      if (selectionSet) objects += 1;
    },
  });
  const who = objects > 1 ? actor.id : null;
  return [who, actor.kind, actor.role, ...[...actor.scopes].sort()];
}
