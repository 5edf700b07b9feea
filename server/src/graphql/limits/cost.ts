import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { AppError } from '../../errors.ts';
import { BOUNDS } from './bounds.ts';

/** What a selection asks for. Fragments count wherever they are spread. */
interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  cost: number;
}

/** Rows of a list that names no `first`. */
const DEFAULT_PAGE = 50;

/**
 * Refuses an operation that asks for too much: depth, aliases, directives, root fields, or the size that its answer
 * may have. The document is valid already (no cycles of fragments). Throws LIMIT_EXCEEDED naming the bound.
 */
export function checkCost(document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): void {
  const measure = new Measurer(document, variables).selections(operation.selectionSet, 0);
  const found = { ...measure, rootFields: operation.selectionSet.selections.length };
  for (const bound of ['depth', 'aliases', 'directives', 'rootFields', 'cost'] as const) {
    if (found[bound] > BOUNDS[bound]) {
      throw new AppError('LIMIT_EXCEEDED', `the operation has a ${bound} of ${found[bound]}, over the limit of ${BOUNDS[bound]}; ask for less at once`);
    }
  }
}

class Measurer {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #variables: Record<string, unknown>;

  constructor(document: DocumentNode, variables: Record<string, unknown>) {
    this.#variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selections(set: SelectionSetNode, depth: number): Measure {
    const total: Measure = { depth, aliases: 0, directives: 0, cost: 0 };
    for (const selection of set.selections) {
      const measure = this.#selection(selection, depth);
      total.depth = Math.max(total.depth, measure.depth);
      total.aliases += measure.aliases;
      total.directives += measure.directives + (selection.directives?.length ?? 0);
      total.cost += measure.cost;
    }
    return total;
  }

  #selection(selection: SelectionSetNode['selections'][number], depth: number): Measure {
    if (selection.kind === Kind.FIELD) return this.#field(selection, depth);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.selections(selection.selectionSet, depth);
    return this.#fragment(selection.name.value, depth);
  }

  #field(field: FieldNode, depth: number): Measure {
    const aliases = field.alias ? 1 : 0;
    // Introspection answers from memory; its own nesting is deep by nature.
    if (field.name.value.startsWith('__')) return { depth, aliases, directives: 0, cost: 1 };
    if (!field.selectionSet) return { depth: depth + 1, aliases, directives: 0, cost: 1 };
    const inner = this.selections(field.selectionSet, depth + 1);
    return { ...inner, aliases: inner.aliases + aliases, cost: 1 + inner.cost * this.#rows(field) };
  }

  /** A fragment is measured once, at depth 0: it costs the same wherever it is spread. */
  #fragment(name: string, depth: number): Measure {
    const fragment = this.#fragments.get(name);
    if (!fragment) return { depth, aliases: 0, directives: 0, cost: 0 };
    const known = this.#measured.get(name) ?? this.selections(fragment.selectionSet, 0);
    this.#measured.set(name, known);
    return { ...known, depth: known.depth + depth };
  }

  /** How often what is inside may be answered: a connection has `first` rows. */
  #rows(field: FieldNode): number {
    const first = field.arguments?.find((argument) => argument.name.value === 'first');
    if (first) {
      const value = valueFromASTUntyped(first.value, this.#variables);
      return typeof value === 'number' && value > 0 ? value : 1;
    }
    const isConnection = field.selectionSet?.selections.some(
      (selection) => selection.kind === Kind.FIELD && CONNECTION_FIELDS.has(selection.name.value),
    );
    return isConnection ? DEFAULT_PAGE : 1;
  }
}

const CONNECTION_FIELDS = new Set(['nodes', 'edges', 'pageInfo']);
