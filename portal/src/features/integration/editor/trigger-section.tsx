'use client';

import { Text } from '@mantine/core';
import { MultiSelect } from '@/components/inputs';
import type { EventType } from './catalogue';
import { useEditor } from './editor-context';
import { Section } from './section';

/** The events that set it off, from the catalogue. */
export function TriggerSection({
  catalogue,
  value,
  onChange,
}: {
  catalogue: readonly EventType[];
  value: string[];
  onChange: (eventTypes: string[]) => void;
}) {
  const { problemAt } = useEditor();
  const meanings = new Map(catalogue.map(({ name, description }) => [name, description]));
  return (
    <Section title="When" text="Any one of these events sets it off.">
      <MultiSelect
        label="Events"
        required
        placeholder={value.length === 0 ? 'Choose what to listen to' : ''}
        data={grouped(catalogue)}
        value={value}
        onChange={onChange}
        error={problemAt('eventTypes', value.length === 0)}
        searchable
        hidePickedOptions
        maxDropdownHeight={320}
        nothingFoundMessage="No such event"
        renderOption={({ option }) => (
          <div>
            <Text size="sm">{option.value}</Text>
            <Text size="xs" c="dimmed">
              {meanings.get(option.value)}
            </Text>
          </div>
        )}
      />
    </Section>
  );
}

/** By what they are about: `user`, `group`. */
function grouped(catalogue: readonly EventType[]) {
  const groups = Map.groupBy(catalogue, ({ name }) => name.split('.', 1)[0] ?? name);
  return [...groups].map(([group, types]) => ({
    group: group.replaceAll('_', ' '),
    items: types.map(({ name }) => ({ value: name, label: name })),
  }));
}
