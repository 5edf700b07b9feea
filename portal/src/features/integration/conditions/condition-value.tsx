'use client';

import { Box, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { TagsInput } from '@/components/inputs';
import { ManyPicked } from '@/components/schema-form';
import { pickerOf } from '@/features/picker';
import type { TestDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { isIdTest, isList } from './operators';
import { thingOfField } from './thing-of-field';

/** What the field is compared with: one value, or several; where it is the id of a thing, the thing by its name. */
export function ConditionValue({
  value,
  onChange,
  path,
}: {
  value: TestDraft;
  onChange: (test: TestDraft) => void;
  path: string;
}) {
  const { fields, problemAt } = useEditor();
  const example = fields.find(({ name }) => name === value.field)?.example;
  const placeholder = example === undefined || example === null ? 'Value' : `As ${String(example)}`;
  const isEmpty = value.values.every((text) => text === '');
  const error = problemAt(`${path}.value`, isEmpty);
  const style = { flex: '2 1 10rem' };
  const Picker = isIdTest(value.operator) ? pickerOf(thingOfField(value.field)) : undefined;
  if (Picker) {
    return (
      <Box style={style}>
        <PickedValue picker={Picker} value={value} onChange={onChange} error={error} />
      </Box>
    );
  }
  if (isList(value.operator)) {
    return (
      <TagsInput
        aria-label="Values"
        placeholder="Values, each with Enter"
        value={value.values.filter(Boolean)}
        onChange={(values) => onChange({ ...value, values })}
        error={error}
        style={style}
      />
    );
  }
  return (
    <TextInput
      aria-label="Value"
      placeholder={placeholder}
      value={value.values[0] ?? ''}
      onChange={(event) => onChange({ ...value, values: [event.currentTarget.value] })}
      error={error}
      style={style}
    />
  );
}

function PickedValue({
  picker: Picker,
  value,
  onChange,
  error,
}: {
  picker: NonNullable<ReturnType<typeof pickerOf>>;
  value: TestDraft;
  onChange: (test: TestDraft) => void;
  error: ReactNode;
}) {
  const ids = value.values.filter(Boolean);
  const take = (values: string[]) => onChange({ ...value, values });
  if (isList(value.operator)) {
    const errorOf = (index: number | null) => (index === null ? error : undefined);
    return <ManyPicked label="Values" picker={Picker} value={ids} onChange={take} errorOf={errorOf} />;
  }
  return (
    <Picker
      aria-label="Value"
      placeholder="Type a name"
      value={ids[0] ?? null}
      onChange={(id) => take([id ?? ''])}
      error={error}
    />
  );
}
