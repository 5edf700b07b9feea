export interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Old and new values of a record's detail, field by field, as text; empty where it tells of none. */
export function changesIn(detail: unknown): Change[] {
  const { old = {}, new: after = {} } = (detail ?? {}) as { old?: object; new?: object };
  const was = flat(old);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function flat(value: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([key, child]) => {
      const name = path ? `${path}.${key}` : key;
      if (child === null || child === '') return [];
      if (typeof child === 'object' && !Array.isArray(child)) return [...flat(child, name)];
      return [[name, Array.isArray(child) ? JSON.stringify(child) : String(child)] as [string, string]];
    }),
  );
}
