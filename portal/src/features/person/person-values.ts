import type { PersonQuery, UserRole } from '../../../generated/graphql';
import type { AttributeField } from './attribute-schema';

export interface PersonValues extends Record<string, unknown> {
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  role: UserRole;
  managerId: string | null;
  /** By name, as their inputs hold them. */
  attributes: Record<string, unknown>;
  /** What the schema does not name, as JSON. */
  otherAttributes: string;
}

type Person = PersonQuery['user'];

export function valuesOf(person: Person | null, fields: readonly AttributeField[]): PersonValues {
  const attributes = (person?.attributes ?? {}) as Record<string, unknown>;
  const known = new Set(fields.map(({ name }) => name));
  const others = Object.entries(attributes).filter(([name]) => !known.has(name));
  return {
    email: person?.email ?? '',
    username: person?.username ?? '',
    firstName: person?.firstName ?? '',
    lastName: person?.lastName ?? '',
    role: person?.role ?? 'MEMBER',
    managerId: person?.manager?.id ?? null,
    attributes: Object.fromEntries(fields.map(({ name, kind }) => [name, shown(attributes[name], kind)])),
    otherAttributes: others.length > 0 ? JSON.stringify(Object.fromEntries(others), null, 2) : '',
  };
}

/** The attributes as the API takes them; an input that was left empty says that there is none. */
export function attributesOf(values: PersonValues, fields: readonly AttributeField[]): Record<string, unknown> {
  const known = fields.flatMap(({ name, kind }) => {
    const value = values.attributes[name];
    if (value === '' || value === null || value === undefined) return [];
    return [[name, kind === 'json' ? JSON.parse(String(value)) : value]];
  });
  const others = values.otherAttributes.trim();
  return { ...(others ? JSON.parse(others) : {}), ...Object.fromEntries(known) };
}

/** What of it is not JSON, by the input. */
export function problemsOf(values: PersonValues, fields: readonly AttributeField[]): Record<string, string> {
  const texts = fields
    .filter(({ kind }) => kind === 'json')
    .map(({ name }) => [`attributes.${name}`, String(values.attributes[name] ?? '')] as const);
  const wrong = [...texts, ['otherAttributes', values.otherAttributes] as const].filter(([, text]) => !isJson(text));
  return Object.fromEntries(wrong.map(([path]) => [path, 'must be JSON']));
}

function shown(value: unknown, kind: AttributeField['kind']): unknown {
  if (kind === 'boolean') return value === true;
  if (value === undefined || value === null) return kind === 'choice' ? null : '';
  return kind === 'json' ? JSON.stringify(value, null, 2) : value;
}

function isJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
