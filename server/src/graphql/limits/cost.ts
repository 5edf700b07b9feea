import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { BOUNDS, overBound } from './bounds.ts';
import { createRows, introspectionRows, type Rows } from './rows.ts';

/** What a selection asks for. Fragments count wherever they are spread. */
interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  cost: number;
  introspection: number;
}

/** An operation of a document that is valid for the schema, with the values that came with it. */
export interface MeasuredOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

const NOTHING: Measure = { depth: 0, aliases: 0, directives: 0, cost: 0, introspection: 0 };
const ONE: Measure = { ...NOTHING, depth: 1, cost: 1 };
const NAMES = {
  depth: 'nesting of fields',
  aliases: 'aliases',
  directives: 'directives',
  cost: 'cost of the operation, as the size that its answer may have',
  introspection: 'cost of the introspection',
} as const;

/** Refuses an operation that asks for too much, or whose answer may be too large: LIMIT_EXCEEDED naming the bound. */
export function checkCost({ schema, document, operation, variables }: MeasuredOperation): void {
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const measurer = new Measurer(schema, document, createRows(operation, variables));
  const found = measurer.selections(operation.selectionSet, root);
  const rootFields = measurer.countFields(operation.selectionSet);
  if (rootFields > BOUNDS.rootFields) throw overBound('fields at the root', 'rootFields', rootFields);
  for (const bound of ['depth', 'aliases', 'directives', 'cost', 'introspection'] as const) {
    if (found[bound] > BOUNDS[bound]) throw overBound(NAMES[bound], bound, Math.ceil(found[bound]));
  }
}

class Measurer {
  readonly #schema: GraphQLSchema;
  readonly #rows: Rows;
  readonly #introspectionRows: Rows;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #counted = new Map<string, number>();

  constructor(schema: GraphQLSchema, document: DocumentNode, rows: Rows) {
    this.#schema = schema;
    this.#rows = rows;
    this.#introspectionRows = introspectionRows(schema);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selections(set: SelectionSetNode, type: GraphQLCompositeType): Measure {
    const total = { ...NOTHING };
    for (const selection of set.selections) {
      const measure = this.#selection(selection, type);
      total.depth = Math.max(total.depth, measure.depth);
      total.aliases += measure.aliases;
      total.directives += measure.directives + (selection.directives?.length ?? 0);
      total.cost += measure.cost;
      total.introspection += measure.introspection;
    }
    return total;
  }

  /** Fields right here, in fragments too. */
  countFields({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += this.countFields(selection.selectionSet);
      else count += this.#countFragment(selection.name.value);
    }
    return count;
  }

  #countFragment(name: string): number {
    const fragment = this.#fragments.get(name);
    const count = this.#counted.get(name) ?? (fragment ? this.countFields(fragment.selectionSet) : 0);
    this.#counted.set(name, count);
    return count;
  }

  #selection(selection: SelectionNode, type: GraphQLCompositeType): Measure {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    return this.selections(selection.selectionSet, this.#named(selection.typeCondition?.name.value) ?? type);
  }

  #field(field: FieldNode, parent: GraphQLCompositeType): Measure {
    const aliases = field.alias ? 1 : 0;
    const definition = definitionOf(field.name.value, parent);
    const type = definition && getNamedType(definition.type);
    if (!definition || !field.selectionSet || !isCompositeType(type)) {
      return parent.name.startsWith('__')
        ? { ...ONE, aliases, depth: 0, cost: 0, introspection: 1 }
        : { ...ONE, aliases };
    }
    const inner = this.selections(field.selectionSet, type);
    const all = { ...inner, aliases: inner.aliases + aliases };
    if (type.name.startsWith('__')) {
      // Its nesting is deep by nature, and bounded where it repeats by graphql's own rule.
      const rows = this.#introspectionRows(field, definition, parent);
      return { ...all, depth: 0, introspection: 1 + inner.introspection * rows };
    }
    return { ...all, depth: inner.depth + 1, cost: 1 + inner.cost * this.#rows(field, definition, parent) };
  }

  /** A fragment is measured once: it costs the same wherever it is spread. */
  #fragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    const type = this.#named(fragment?.typeCondition.name.value);
    const measure = fragment && type ? this.selections(fragment.selectionSet, type) : NOTHING;
    this.#measured.set(name, measure);
    return measure;
  }

  #named(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function definitionOf(name: string, parent: GraphQLCompositeType): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}
