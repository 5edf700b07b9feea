'use client';

import { ActionIcon, Checkbox, Group, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Select, TagsInput } from '@/components/inputs';
import type { AttributeKind, AttributeRow } from './attribute-rows';

const KINDS: { value: AttributeKind; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'choice', label: 'One of several' },
  { value: 'email', label: 'Email address' },
  { value: 'date', label: 'Date' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes or no' },
];

/** One attribute: its name, its form, whether it must be there. */
export function AttributeRowForm({
  row,
  isReadOnly,
  onChange,
  onRemove,
}: {
  row: AttributeRow;
  isReadOnly: boolean;
  onChange: (changed: Partial<AttributeRow>) => void;
  onRemove: () => void;
}) {
  const { name, kind, isRequired, description, choices } = row;
  const of = name || 'the new attribute';
  const kinds = kind === 'other' ? [...KINDS, { value: 'other', label: 'Other (see JSON Schema)' }] : KINDS;
  return (
    <Group gap="sm" align="center">
      <TextInput
        aria-label={`Name of ${of}`}
        placeholder="Name"
        value={name}
        readOnly={isReadOnly}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        style={{ flex: '1 1 9rem' }}
      />
      <Select
        aria-label={`Kind of ${of}`}
        data={kinds}
        value={kind}
        readOnly={isReadOnly}
        allowDeselect={false}
        onChange={(value) =>
          value && onChange({ kind: value as AttributeKind, ...(kind === 'other' ? { rest: {} } : {}) })
        }
        w={170}
      />
      <TextInput
        aria-label={`Description of ${of}`}
        placeholder="What it says of a person"
        value={description}
        readOnly={isReadOnly}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        style={{ flex: '2 1 12rem' }}
      />
      <Checkbox
        label="Required"
        aria-label={`${of} is required`}
        checked={isRequired}
        disabled={isReadOnly}
        onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
      />
      {!isReadOnly && (
        <ActionIcon variant="subtle" color="red" aria-label={`Take ${of} away`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
      {kind === 'choice' && (
        <TagsInput
          aria-label={`What ${of} can be`}
          placeholder="Type one, press Enter"
          value={choices}
          readOnly={isReadOnly}
          onChange={(values) => onChange({ choices: values })}
          w="100%"
        />
      )}
    </Group>
  );
}
