import { inWords } from '@/components/status-badge';

export interface AttributeField {
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly isRequired: boolean;
  readonly kind: 'text' | 'date' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';
  readonly options: readonly string[];
}

interface SchemaNode {
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
}

/** The attributes that a tenant's JSON Schema names, as inputs, those that must be given first; none where there is no schema. */
export function fieldsOf(schema: unknown): AttributeField[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, SchemaNode>;
    required?: string[];
  };
  const fields = Object.entries(properties).map(([name, node]) => ({
    name,
    label: node.title ?? inWords(name),
    description: node.description,
    isRequired: required.includes(name),
    kind: kindOf(node),
    options: (node.enum ?? []).filter((option) => typeof option === 'string'),
  }));
  return fields.sort((one, other) => Number(other.isRequired) - Number(one.isRequired));
}

function kindOf({ type, format, enum: options }: SchemaNode): AttributeField['kind'] {
  if (options?.every((option) => typeof option === 'string' || option === null)) return 'choice';
  const types = [type ?? []].flat().filter((one) => one !== 'null');
  const [only] = types;
  if (types.length !== 1) return 'json';
  if (only === 'string') return format === 'date' ? 'date' : 'text';
  return only === 'number' || only === 'integer' || only === 'boolean' ? only : 'json';
}
