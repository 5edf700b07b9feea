import type { FieldError } from '../../../errors.ts';
import type { EventFacts, EventType } from '../../event/catalogue/index.ts';
import { type CompiledCondition, compileCondition } from './compile-condition.ts';
import {
  type Condition,
  type ConditionGroup,
  type ConditionNode,
  type Conditions,
  MAX_CONDITIONS,
  MAX_DEPTH,
} from './condition.ts';
import { type ExplainedCondition, explainConditions } from './explain.ts';
import type { Test } from './operator.ts';

export interface CompiledConditions {
  readonly ok: true;
  readonly matches: (event: EventFacts) => boolean;
  /** Every condition by itself, in the order written, as it turned out for this event. */
  readonly explain: (event: EventFacts) => ExplainedCondition[];
}

export type CompileResult = CompiledConditions | { readonly ok: false; readonly errors: FieldError[] };

const ROOT = 'conditions';
const ALWAYS: Test = () => true;

/**
 * Compiles the conditions of an integration with these event types into one test. No conditions match
 * every event. Errors carry the path of what is wrong: `conditions.0.field`,
 * `conditions.all.0.any.1.value`. Whatever shape the input has, it is answered, not thrown at.
 */
export function compileConditions(conditions: Conditions, eventTypes: readonly EventType[]): CompileResult {
  const compiler = new ConditionCompiler(eventTypes);
  const matches = Array.isArray(conditions)
    ? compiler.all(conditions, ROOT, 1)
    : compiler.node(conditions, ROOT, 1, true);
  if (compiler.errors.length > 0) return { ok: false, errors: compiler.errors };
  return { ok: true, matches, explain: (event) => explainConditions(compiler.compiled, event) };
}

class ConditionCompiler {
  readonly errors: FieldError[] = [];
  readonly compiled: CompiledCondition[] = [];
  #count = 0;

  readonly #eventTypes: readonly EventType[];

  constructor(eventTypes: readonly EventType[]) {
    this.#eventTypes = eventTypes;
  }

  node(node: ConditionNode, path: string, depth: number, isRoot = false): Test {
    if (typeof node !== 'object' || node === null) return this.#fail(path, 'This must be a condition or a group');
    const { all, any, field }: Partial<Condition & ConditionGroup> = node;
    const isGroup = (all ?? any ?? null) !== null;
    if (isGroup && field) return this.#fail(path, 'This must be either a condition or a group, not both');
    if (!isGroup) return isRoot ? this.#fail(path, 'A group has all or any') : this.#condition(node as Condition, path);
    if (depth > MAX_DEPTH) return this.#fail(path, `Groups can be nested ${MAX_DEPTH} deep`);
    return this.#group({ all, any }, path, depth, isRoot);
  }

  all(nodes: ConditionNode[], path: string, depth: number): Test {
    const tests = this.#each(nodes, path, depth);
    if (tests.length === 0) return ALWAYS;
    return tests.length === 1 && tests[0] ? tests[0] : (event) => tests.every((test) => test(event));
  }

  #any(nodes: ConditionNode[], path: string, depth: number): Test {
    const tests = this.#each(nodes, path, depth);
    return (event) => tests.some((test) => test(event));
  }

  #group({ all, any }: ConditionGroup, path: string, depth: number, isRoot: boolean): Test {
    const allNodes = this.#list(all, `${path}.all`, isRoot);
    const anyNodes = this.#list(any, `${path}.any`, false);
    const allTest = allNodes && this.all(allNodes, `${path}.all`, depth);
    const anyTest = anyNodes && this.#any(anyNodes, `${path}.any`, depth);
    if (allTest && anyTest) return (event) => allTest(event) && anyTest(event);
    return allTest ?? anyTest ?? ALWAYS;
  }

  #list(nodes: ConditionNode[] | null | undefined, path: string, mayBeEmpty: boolean): ConditionNode[] | undefined {
    if (nodes === undefined || nodes === null) return undefined;
    if (!Array.isArray(nodes)) this.#fail(path, 'This must be a list');
    else if (nodes.length === 0 && !mayBeEmpty) this.#fail(path, 'A group needs at least one condition');
    else return nodes;
    return undefined;
  }

  #each(nodes: ConditionNode[], path: string, depth: number): Test[] {
    const tests: Test[] = [];
    for (const [index, node] of nodes.entries()) {
      if (this.#count > MAX_CONDITIONS || this.errors.length >= MAX_CONDITIONS) break;
      tests.push(this.node(node, `${path}.${index}`, depth + 1));
    }
    return tests;
  }

  #condition(condition: Condition, path: string): Test {
    this.#count += 1;
    if (this.#count > MAX_CONDITIONS) return this.#fail(ROOT, `At most ${MAX_CONDITIONS} conditions are possible`);
    const compiled = compileCondition(condition, path, this.#eventTypes, this.errors);
    if (!compiled) return ALWAYS;
    this.compiled.push(compiled);
    return compiled.test;
  }

  #fail(path: string, message: string): Test {
    this.errors.push({ path, message });
    return ALWAYS;
  }
}
