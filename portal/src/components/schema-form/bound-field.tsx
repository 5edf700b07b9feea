'use client';

import { ActionIcon, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Hint } from '../hint';
import { Select } from '../inputs';
import { type BindingSource, referenceOf } from './bindings';
import type { FieldProps } from './field-props';

/** A value that is taken from elsewhere: picked from what there is. */
export function BoundField({
  label,
  schema,
  isRequired,
  value,
  onChange,
  path,
  errors,
  sources,
}: FieldProps & { sources: readonly BindingSource[] }) {
  const from = referenceOf(value) ?? '';
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Select
        label={label}
        description={schema.description}
        withAsterisk={isRequired}
        error={errors[path]}
        style={{ flex: 1, minWidth: 0 }}
        searchable
        data={optionsOf(sources, from)}
        value={from}
        onChange={(picked) => picked && onChange({ $from: picked })}
        allowDeselect={false}
      />
      <Hint label="Give it by hand">
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={26}
          aria-label={`Give ${label} by hand`}
          onClick={() => onChange(undefined)}
        >
          <IconPencil size={16} />
        </ActionIcon>
      </Hint>
    </Group>
  );
}

/** What is bound already is offered even where it is not known: below a part whose shape nobody has told. */
function optionsOf(sources: readonly BindingSource[], current: string) {
  const isKnown = sources.some(({ path }) => path === current);
  const all = isKnown || current === '' ? sources : [...sources, { path: current, group: 'As it is' }];
  const groups = Map.groupBy(all, ({ group }) => group);
  return [...groups].map(([group, items]) => ({
    group,
    items: items.map(({ path }) => ({ value: path, label: path })),
  }));
}
