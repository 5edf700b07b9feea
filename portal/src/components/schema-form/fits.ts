import { referenceOf, typedText } from './bindings';
import { type JsonSchema, kindOf } from './json-schema';

/** A value with bindings inside, or of another shape than the input takes, is shown as the JSON that it is. */
export function fits(schema: JsonSchema, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  switch (kindOf(schema)) {
    case 'text':
    case 'long-text':
      return typedText(value) !== null;
    case 'id':
    case 'choice':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'ids':
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'map':
      return (
        isPlain(value) && Object.values(value).every((each) => typedText(each) !== null || referenceOf(each) !== null)
      );
    case 'object':
      return isPlain(value);
    case 'json':
      return true;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && !Array.isArray(value) && !Object.keys(value ?? {}).some((key) => key.startsWith('$'))
  );
}
