'use client';

import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { entryBinding, typedEntry, useBindingSources } from './bindings';
import type { FieldProps } from './field-props';

interface Entry {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** Names with a text each: headers, parameters. Entries without a name are left out. */
export function MapField({ label, schema, value, onChange, path, errors }: FieldProps) {
  const canBind = useBindingSources() !== null;
  const [entries, setEntries] = useState<readonly Entry[]>(() =>
    Object.entries(value ?? {}).map(([name, given], id) => ({ id, name, text: typedEntry(given) })),
  );
  const asGiven = (text: string) => (canBind ? entryBinding(text) : text);
  const take = (next: readonly Entry[]) => {
    setEntries(next);
    const named = next.filter(({ name }) => name !== '');
    onChange(named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, text }) => [name, asGiven(text)])));
  };
  const change = (entry: Entry) => take(entries.map((each) => (each.id === entry.id ? entry : each)));
  return (
    <Fieldset legend={label}>
      <Stack gap="xs" align="flex-start">
        {schema.description && (
          <Text size="xs" c="dimmed">
            {schema.description}
          </Text>
        )}
        {entries.map((entry) => (
          <MapEntry
            key={entry.id}
            label={label}
            entry={entry}
            onChange={change}
            onRemove={() => take(entries.filter(({ id }) => id !== entry.id))}
          />
        ))}
        {errors[path] && (
          <Text size="xs" c="red">
            {errors[path]}
          </Text>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => setEntries([...entries, { id: (entries.at(-1)?.id ?? -1) + 1, name: '', text: '' }])}
        >
          Add to {label.toLowerCase()}
        </Button>
      </Stack>
    </Fieldset>
  );
}

function MapEntry({
  label,
  entry,
  onChange,
  onRemove,
}: {
  label: string;
  entry: Entry;
  onChange: (entry: Entry) => void;
  onRemove: () => void;
}) {
  return (
    <Group gap="xs" wrap="nowrap" w="100%">
      <TextInput
        aria-label={`${label}: name`}
        placeholder="Name"
        value={entry.name}
        onChange={(event) => onChange({ ...entry, name: event.currentTarget.value })}
        style={{ flex: 1 }}
      />
      <TextInput
        aria-label={`${label}: value of ${entry.name || 'the new entry'}`}
        placeholder="Value"
        value={entry.text}
        onChange={(event) => onChange({ ...entry, text: event.currentTarget.value })}
        style={{ flex: 2 }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Remove ${entry.name || 'the new entry'}`}
        onClick={onRemove}
      >
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}
