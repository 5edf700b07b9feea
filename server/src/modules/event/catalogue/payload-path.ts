/**
 * The value at a path into a payload, or undefined. It reaches what is in the JSON and nothing that
 * JavaScript adds to it, such as `constructor` or a list's `length`.
 */
export function readPayload(payload: unknown, path: readonly string[]): unknown {
  let value = payload;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.prototype.propertyIsEnumerable.call(value, key)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
