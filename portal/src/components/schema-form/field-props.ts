import type { ReactNode } from 'react';
import type { JsonSchema } from './json-schema';

/** What every input of a schema's form is given. */
export interface FieldProps {
  label: string;
  schema: JsonSchema;
  isRequired: boolean;
  value: unknown;
  /** Undefined: left out. */
  onChange: (value: unknown) => void;
  path: string;
  errors: Readonly<Record<string, ReactNode>>;
}
