'use client';

import { ActionIcon, Box, Group, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type BindingSource, referenceOf, useBindingSources } from './bindings';
import { BoundField } from './bound-field';
import { JsonField } from './json-field';
import { type FieldKind, type JsonSchema, kindOf, labelOf, withoutNull } from './json-schema';
import { MapField } from './map-field';
import { ObjectField } from './object-field';
import { BooleanField, ChoiceField, LongTextField, NumberField, TextField, TextsField } from './plain-fields';

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

const FIELDS: Record<FieldKind, (props: FieldProps) => ReactNode> = {
  text: TextField,
  'long-text': LongTextField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  texts: TextsField,
  map: MapField,
  object: ObjectField,
  json: JsonField,
};

/** One input, by the schema's type; where there are sources to take a value from, with a way to pick one. */
export function SchemaField({ name, ...props }: Omit<FieldProps, 'label'> & { name: string }) {
  const sources = useBindingSources();
  const schema = withoutNull(props.schema);
  const field: FieldProps = { ...props, schema, label: labelOf(name, schema) };
  if (referenceOf(props.value) !== null) return <BoundField {...field} sources={sources ?? []} />;
  const Field = FIELDS[fits(schema, props.value) ? kindOf(schema) : 'json'];
  if (!sources || sources.length === 0) return <Field {...field} />;
  return <Bindable field={field} sources={sources} input={<Field {...field} />} />;
}

function Bindable({
  field: { label, onChange },
  sources,
  input,
}: {
  field: FieldProps;
  sources: readonly BindingSource[];
  input: ReactNode;
}) {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Box style={{ flex: 1, minWidth: 0 }}>{input}</Box>
      <Tooltip label="Take it from the flow">
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={26}
          aria-label={`Take ${label} from the flow`}
          onClick={() => onChange({ $from: sources[0]?.path ?? '' })}
        >
          <IconLink size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** A value with bindings inside, or of another shape than the input takes, is shown as the JSON that it is. */
function fits(schema: JsonSchema, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  switch (kindOf(schema)) {
    case 'text':
    case 'long-text':
      return typeof value === 'string' || (typeof value === 'object' && '$text' in value);
    case 'choice':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'map':
      return isPlain(value) && Object.values(value).every((each) => typeof each === 'string');
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
