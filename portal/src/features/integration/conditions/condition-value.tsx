'use client';

import { TextInput } from '@mantine/core';
import { TagsInput } from '@/components/inputs';
import type { TestDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { isList } from './operators';

/** What the field is compared with: one value, or several. */
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
