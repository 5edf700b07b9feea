import { type Binding, isObject, type Reference, specialOf } from './binding.ts';

/** In a plan: what a planned step would answer. */
export const UNKNOWN = Symbol('known after apply');
const UNKNOWN_TEXT = '(known after apply)';

/** What bindings are read from: `input`, `subject`, `steps`, `flow`. Any part of it may be `UNKNOWN`. */
export type BindingScope = Readonly<Record<string, unknown>>;

export interface Bound {
  value: unknown;
  /** Whether a part of it is not known yet; that part reads `(known after apply)`. */
  hasUnknown: boolean;
}

/** The value that a binding comes to. What is not there is left out of objects, and null in lists. */
export function bind(binding: Binding, scope: BindingScope): Bound {
  const state = { hasUnknown: false };
  const value = resolve(binding, scope, state);
  return { value, ...state };
}

interface State {
  hasUnknown: boolean;
}

function resolve(binding: Binding, scope: BindingScope, state: State): unknown {
  const special = specialOf(binding);
  if (special?.kind === 'from') return resolveReference(special, scope, state);
  if (special?.kind === 'text') {
    return special.parts
      .map((part) => (typeof part === 'string' ? part : textOf(known(valueAt(scope, part.path), state))))
      .join('');
  }
  if (Array.isArray(binding)) return binding.map((item) => resolve(item, scope, state) ?? null);
  if (!isObject(binding)) return binding;
  const entries = Object.entries(binding).map(([name, inner]) => [name, resolve(inner, scope, state)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function resolveReference({ path, after, fallback }: Reference, scope: BindingScope, state: State): unknown {
  const found = valueAt(scope, path);
  const value = found === UNKNOWN || after === undefined ? known(found, state) : textAfter(after, found);
  if (value !== undefined && value !== null) return value;
  return fallback === undefined ? value : resolve(fallback, scope, state);
}

function textAfter(prefix: string, value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(prefix) ? value.slice(prefix.length) : undefined;
}

function known(value: unknown, state: State): unknown {
  if (value !== UNKNOWN) return value;
  state.hasUnknown = true;
  return UNKNOWN_TEXT;
}

/** What stands at a path; undefined for what is not there, `UNKNOWN` for all that lies below something unknown. */
export function valueAt(scope: unknown, path: readonly string[]): unknown {
  let at = scope;
  for (const segment of path) {
    if (at === UNKNOWN) return UNKNOWN;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = Reflect.get(at, segment);
  }
  return at;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
