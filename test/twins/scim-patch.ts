/** What PATCH makes of a resource (RFC 7644, section 3.5.2), for the parts of it that services in the field take. */
export type Attributes = Record<string, unknown>;

interface Operation {
  op: string;
  path?: string;
  value?: unknown;
}

const VALUE_FILTER = /^(\w+)\[value eq ("(?:[^"\\]|\\.)*")\]$/;

/** The resource afterwards, or what is wrong with the request, as a `scimType`. */
export function patched(resource: Attributes, body: unknown): Attributes | { wrong: string } {
  const operations = (body as { Operations?: Operation[] } | null)?.Operations;
  if (!Array.isArray(operations)) return { wrong: 'invalidSyntax' };
  let now = structuredClone(resource);
  for (const operation of operations) {
    const next = applied(now, operation);
    if (next === null) return { wrong: 'invalidPath' };
    now = next;
  }
  return now;
}

function applied(resource: Attributes, { op: given, path, value }: Operation): Attributes | null {
  const op = given.toLowerCase();
  if (path === undefined) return op === 'remove' ? null : { ...resource, ...(value as Attributes) };
  const [, list = '', wanted] = VALUE_FILTER.exec(path) ?? [];
  if (op === 'remove') {
    const gone = wanted === undefined ? valuesIn(value) : [JSON.parse(wanted) as string];
    const name = wanted === undefined ? path : list;
    // Without either, all of the list would go: who asks so did not mean it here.
    return gone.length === 0
      ? null
      : { ...resource, [name]: listOf(resource, name).filter((one) => !gone.includes(one.value)) };
  }
  if (Array.isArray(value) && op === 'add') {
    const added = valuesIn(value);
    const kept = listOf(resource, path).filter((one) => !added.includes(one.value));
    return { ...resource, [path]: [...kept, ...value] };
  }
  const [outer = '', inner] = path.split('.');
  if (inner === undefined) return { ...resource, [outer]: value };
  return { ...resource, [outer]: { ...(resource[outer] as Attributes | undefined), [inner]: value } };
}

function listOf(resource: Attributes, name: string): { value: string }[] {
  return (resource[name] ?? []) as { value: string }[];
}

function valuesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map((one) => (one as { value: string }).value) : [];
}
