import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/** Rows of a list whose size nobody names: the groups of a user, say. */
const UNNAMED_ROWS = 10;

type Definition = GraphQLField<unknown, unknown>;

/** How many objects a field may answer with, by its definition and arguments. A field of one object gives 1. */
export type Rows = (field: FieldNode, definition: Definition, parent: GraphQLCompositeType) => number;

/** Reads `first` where a field takes it, from variables with their defaults or the field's own default. */
export function createRows(operation: OperationDefinitionNode, variables: Record<string, unknown>): Rows {
  const values = { ...defaultsOf(operation), ...variables };
  return (field, definition, parent) => {
    const first = definition.args.find((argument) => argument.name === 'first');
    // The rows of a page were counted where the page was asked for.
    if (!first) return isListOfObjects(definition) && !isPage(parent) ? UNNAMED_ROWS : 1;
    const given = argumentValue(field, 'first', values);
    const rows = Number(given ?? first.defaultValue ?? UNNAMED_ROWS);
    return Number.isFinite(rows) ? Math.max(1, rows) : 1;
  };
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of variableDefinitions) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return defaults;
}

function argumentValue(
  { arguments: given = [] }: FieldNode,
  name: string,
  variables: Record<string, unknown>,
): unknown {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value && valueFromASTUntyped(value, variables);
}

function isPage(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && 'pageInfo' in type.getFields();
}

function isListOfObjects({ type }: Definition): boolean {
  const nullable = getNullableType(type);
  return isListType(nullable) && isCompositeType(getNullableType(nullable.ofType));
}

const meansOfSchema = new WeakMap<GraphQLSchema, Rows>();

/** The same for the schema's own types: all of them, and of each as many fields and the like as they have on average. */
export function introspectionRows(schema: GraphQLSchema): Rows {
  const known = meansOfSchema.get(schema) ?? countMeans(schema);
  meansOfSchema.set(schema, known);
  return known;
}

function countMeans(schema: GraphQLSchema): Rows {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const objects = types.filter((type) => isObjectType(type)).length;
  const means: Record<string, number> = {
    types: types.length,
    fields: fields.length / objects,
    args: fields.flatMap((field) => field.args).length / fields.length,
    directives: schema.getDirectives().length,
  };
  return (field, definition) => {
    if (!isListOfObjects(definition)) return 1;
    return Math.max(1, means[field.name.value] ?? 1);
  };
}
