'use client';

import { CloseButton, Group, Text } from '@mantine/core';
import { Autocomplete, Select } from '@/components/inputs';
import type { ConditionOperator } from '../../../../generated/graphql';
import type { EventField } from '../editor/catalogue';
import type { TestDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { ConditionValue } from './condition-value';
import { operatorOptions, takesValue } from './operators';

/** What every event has, whatever its type. */
const ENVELOPE: readonly Pick<EventField, 'name' | 'description' | 'type'>[] = [
  { name: 'event.type', description: 'What happened', type: 'STRING' },
  { name: 'actor.email', description: 'The address of who did it', type: 'STRING' },
  { name: 'actor.id', description: 'The id of who did it', type: 'STRING' },
];

/** One test of one field. */
export function ConditionTestRow({
  value,
  onChange,
  onRemove,
  path,
}: {
  value: TestDraft;
  onChange: (test: TestDraft) => void;
  onRemove: () => void;
  path: string;
}) {
  const { fields, problemAt } = useEditor();
  const known = [...fields, ...ENVELOPE];
  const meanings = new Map(known.map(({ name, description }) => [name, description]));
  const type = known.find(({ name }) => name === value.field)?.type;
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Group gap="xs" align="flex-start" style={{ flex: 1 }}>
        <Autocomplete
          aria-label="Field"
          placeholder="Field, as user_email"
          data={known.map(({ name }) => name)}
          value={value.field}
          onChange={(field) => onChange({ ...value, field })}
          error={problemAt(`${path}.field`, value.field === '') ?? problemAt(path, value.field === '')}
          renderOption={({ option }) => (
            <div>
              <Text size="sm">{option.value}</Text>
              <Text size="xs" c="dimmed">
                {meanings.get(option.value)}
              </Text>
            </div>
          )}
          style={{ flex: '2 1 10rem' }}
        />
        <Select
          aria-label="Operator"
          data={operatorOptions(type, value.operator)}
          value={value.operator}
          onChange={(operator) => operator && onChange({ ...value, operator: operator as ConditionOperator })}
          error={problemAt(`${path}.operator`)}
          allowDeselect={false}
          style={{ flex: '1 1 9rem' }}
        />
        {takesValue(value.operator) && <ConditionValue value={value} onChange={onChange} path={path} />}
      </Group>
      <CloseButton aria-label="Remove the condition" onClick={onRemove} mt={4} />
    </Group>
  );
}
