import type { DIALECTS } from './schemas.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is to be another: attributes by their path (`name.givenName`), or one value of a list of them. */
export type Change =
  | { kind: 'set'; values: Values }
  | { kind: 'add'; attribute: string; value: string }
  | { kind: 'remove'; attribute: string; value: string };

export type Dialect = (typeof DIALECTS)[number];

/** The operations of a PATCH (RFC 7644, section 3.5.2); null where the dialect has none for it. */
export function operationsOf(change: Change, dialect: Dialect): Values[] | null {
  if (dialect === 'put') return null;
  if (dialect === 'okta' && change.kind === 'set' && Object.keys(change.values).some((path) => path !== 'active'))
    return null;
  const op = (name: string) => (dialect === 'entra' ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name);
  switch (change.kind) {
    case 'set':
      if (dialect === 'okta') return [{ op: 'replace', value: change.values }];
      return Object.entries(change.values).map(([path, value]) => ({
        op: op('replace'),
        path,
        value: valueIn(dialect, path, value),
      }));
    case 'add':
      return [{ op: op('add'), path: change.attribute, value: [{ value: change.value }] }];
    case 'remove':
      if (dialect === 'entra') return [{ op: op('remove'), path: change.attribute, value: [{ value: change.value }] }];
      return [{ op: 'remove', path: `${change.attribute}[value eq ${JSON.stringify(change.value)}]` }];
  }
}

function valueIn(dialect: Dialect, path: string, value: unknown): unknown {
  if (dialect !== 'entra' || path !== 'active') return value;
  return value === true ? 'True' : 'False';
}

/** What the service says of it, and does not take. */
const READ_ONLY: ReadonlySet<string> = new Set(['meta', 'groups']);

/** The whole resource as it is to be, for a PUT: what is not known here stays. */
export function replaced(raw: Values, change: Change): Values {
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !READ_ONLY.has(name.toLowerCase())));
  if (change.kind === 'set')
    return Object.entries(change.values).reduce<Values>(
      (whole, [path, value]) => withValue(whole, path.split('.'), value),
      kept,
    );
  const { attribute, value } = change;
  const now = kept[keyIn(kept, attribute)];
  const others = (Array.isArray(now) ? now : []).filter((one) => (one as { value?: unknown }).value !== value);
  return withValue(kept, [attribute], change.kind === 'add' ? [...others, { value }] : others);
}

function withValue(whole: Values, [name = '', ...rest]: readonly string[], value: unknown): Values {
  const key = keyIn(whole, name);
  const inner = rest.length === 0 ? value : withValue((whole[key] ?? {}) as Values, rest, value);
  return { ...whole, [key]: inner };
}

/** The attribute's name as the service writes it. */
function keyIn(whole: Values, name: string): string {
  return Object.keys(whole).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}
