import type { FieldReference } from './field-reference.ts';
import { type Compiled, comparedText, compiled, negated, type Operator, type Values } from './operator.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Exact, hence case-sensitive. A number equals its decimal notation, and a missing field equals nothing.
 *
 * `integration_id` alone may be compared with a name: a value that is no UUID means the integration's name.
 */
function equalsAny(field: FieldReference, values: Values): Compiled {
  const accepted = new Set(values);
  const names = new Set(field.payloadField === 'integration_id' ? values.filter((value) => !UUID.test(value)) : []);
  return compiled((event) => {
    const text = comparedText(field.read(event));
    if (text !== undefined && accepted.has(text)) return true;
    const { integration_name: name } = event.data;
    return names.size > 0 && typeof name === 'string' && names.has(name);
  });
}

export const EQ: Operator = { value: 'text', compile: equalsAny };
export const NEQ = negated(EQ);
export const IN: Operator = { value: 'list', compile: equalsAny };
export const NOT_IN = negated(IN);
