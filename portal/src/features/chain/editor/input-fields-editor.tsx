'use client';

import { ActionIcon, Button, Checkbox, Fieldset, Group, JsonInput, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Select } from '@/components/inputs';
import type { JsonSchema } from '@/components/schema-form';
import { fieldsLike, fieldsOf, type InputField, isOpen, schemaOf, TYPES } from '../draft/input-fields';

interface Props {
  schema: unknown;
  onChange: (schema: unknown) => void;
  error: ReactNode;
}

/** What flows of the chain are started with: fields, or a JSON Schema where it says more than fields can. */
export function InputFieldsEditor({
  asked,
  ...props
}: Props & {
  /** What the steps take from an input that is not declared. */
  asked: () => JsonSchema;
}) {
  const { schema, onChange, error } = props;
  if (schema === null) return <Undeclared onDeclare={() => onChange(schemaOf(fieldsLike(asked())))} />;
  const fields = fieldsOf(schema);
  if (!fields) return <SchemaInput {...props} />;
  const take = (next: readonly InputField[]) => onChange(schemaOf(next, isOpen(schema)));
  return (
    <Fieldset legend="A flow is started with">
      <Stack gap="xs" align="flex-start">
        {fields.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing but the person whom it is about.
          </Text>
        )}
        {fields.map((field, index) => (
          <FieldRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a field has nothing else that stays while it is renamed
            key={index}
            field={field}
            onChange={(changed) => take(fields.map((each, at) => (at === index ? changed : each)))}
            onRemove={() => take(fields.filter((_, at) => at !== index))}
          />
        ))}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => take([...fields, { name: freeName(fields), type: 'string', isRequired: true }])}
        >
          Add a field
        </Button>
        {isOpen(schema) && (
          <Checkbox label="Takes other values too" checked onChange={() => onChange(schemaOf(fields))} />
        )}
        {error && (
          <Text size="xs" c="red">
            {error}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

function Undeclared({ onDeclare }: { onDeclare: () => void }) {
  return (
    <Fieldset legend="A flow is started with">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="dimmed">
          Anything: the chain declares no input, and nothing is checked when a flow is started.
        </Text>
        <Button size="xs" variant="default" onClick={onDeclare}>
          Declare what its steps take
        </Button>
      </Stack>
    </Fieldset>
  );
}

function freeName(fields: readonly InputField[]): string {
  let number = fields.length + 1;
  while (fields.some(({ name }) => name === `field${number}`)) number += 1;
  return `field${number}`;
}

function FieldRow({
  field,
  onChange,
  onRemove,
}: {
  field: InputField;
  onChange: (field: InputField) => void;
  onRemove: () => void;
}) {
  return (
    <Group gap="xs">
      <TextInput
        aria-label="Name of the field"
        value={field.name}
        onChange={(event) => onChange({ ...field, name: event.currentTarget.value })}
        w={160}
      />
      <Select
        aria-label={`Type of ${field.name}`}
        data={[...TYPES]}
        value={field.type}
        onChange={(type) => type && onChange({ ...field, type: type as InputField['type'] })}
        allowDeselect={false}
        w={150}
      />
      <Checkbox
        label="Needed"
        aria-label={`${field.name} is needed`}
        checked={field.isRequired}
        onChange={(event) => onChange({ ...field, isRequired: event.currentTarget.checked })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove the field ${field.name}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}

function SchemaInput({ schema, onChange, error }: Props) {
  const [text, setText] = useState(JSON.stringify(schema, null, 2));
  return (
    <JsonInput
      label="A flow is started with"
      description="JSON Schema of the input; empty takes anything"
      autosize
      minRows={3}
      maxRows={16}
      validationError="This is no JSON yet"
      value={text}
      error={error}
      onChange={(typed) => {
        setText(typed);
        if (typed.trim() === '') return onChange(null);
        try {
          onChange(JSON.parse(typed));
        } catch {
          // Half typed: the last schema that was one stays.
        }
      }}
    />
  );
}
