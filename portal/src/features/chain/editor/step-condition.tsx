'use client';

import { SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { Select } from '@/components/inputs';
import { ManyPicked, useBindingSources } from '@/components/schema-form';
import { pickerOf } from '@/features/picker';
import type { StepConditionOperator } from '../../../../generated/graphql';
import type { DraftStep } from '../draft/draft';
import type { StepPartProps } from './step-editor';

const OPERATORS: readonly { value: StepConditionOperator; label: string }[] = [
  { value: 'EQ', label: 'is' },
  { value: 'NEQ', label: 'is not' },
  { value: 'IN', label: 'is one of' },
  { value: 'NOT_IN', label: 'is none of' },
  { value: 'EXISTS', label: 'is there' },
  { value: 'NOT_EXISTS', label: 'is not there' },
];

/** When the step runs: always, or only where a value is as it says. */
export function StepConditionEditor({ editor: { change }, step }: StepPartProps) {
  const sources = useBindingSources() ?? [];
  const { when } = step;
  const take = (next: DraftStep['when']) => change(step.key, { when: next });
  return (
    <Stack gap="xs">
      <Switch
        label="Only under a condition; otherwise it is skipped"
        checked={when !== null}
        onChange={(event) =>
          take(event.currentTarget.checked ? { operator: 'EQ', value: { $from: 'subject.isActive' }, to: true } : null)
        }
      />
      {when && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select
            label="Value"
            data={[...new Set([...sources.map(({ path }) => path), pathOf(when.value)])]}
            value={pathOf(when.value)}
            searchable
            allowDeselect={false}
            onChange={(path) => path && take({ ...when, value: { $from: path } })}
          />
          <Select
            label="Comparison"
            data={[...OPERATORS]}
            value={when.operator}
            allowDeselect={false}
            onChange={(operator) => operator && take(withOperator(when, operator as StepConditionOperator))}
          />
          {!when.operator.endsWith('EXISTS') && (
            <ComparedWith
              when={when}
              refersTo={sources.find(({ path }) => path === pathOf(when.value))?.refersTo}
              onChange={(to) => take({ ...when, to })}
            />
          )}
        </SimpleGrid>
      )}
    </Stack>
  );
}

type Condition = NonNullable<DraftStep['when']>;

/** A value, or a person, a group and the like, which are found by name. */
function ComparedWith({
  when: { operator, to },
  refersTo,
  onChange,
}: {
  when: Condition;
  refersTo: string | undefined;
  onChange: (to: unknown) => void;
}) {
  const Picker = pickerOf(refersTo);
  const isList = operator.endsWith('IN');
  if (Picker && !isList) {
    return <Picker label="With" value={textOf(to) || null} onChange={(id) => onChange(id ?? '')} />;
  }
  if (Picker) return <ManyPicked label="With" picker={Picker} value={idsOf(to)} onChange={onChange} />;
  return (
    <TextInput
      label="With"
      description={isList ? 'Commas between them' : undefined}
      value={textOf(to)}
      onChange={(event) => onChange(comparedWith(event.currentTarget.value, operator))}
    />
  );
}

function idsOf(to: unknown): string[] {
  return Array.isArray(to) ? to.map(textOf).filter(Boolean) : [];
}

function withOperator(when: Condition, operator: StepConditionOperator): Condition {
  if (operator.endsWith('EXISTS')) return { ...when, operator, to: null };
  return { ...when, operator, to: comparedWith(textOf(when.to), operator) };
}

function pathOf(value: unknown): string {
  return typeof value === 'object' && value !== null && '$from' in value ? String(value.$from) : '';
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',');
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `true`, `3` and `null` are what they say; everything else is a text. */
function comparedWith(typed: string, operator: StepConditionOperator): unknown {
  if (operator.endsWith('IN')) return typed.split(',').map((each) => plainValue(each.trim()));
  return plainValue(typed);
}

function plainValue(typed: string): unknown {
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(typed)) return JSON.parse(typed);
  return typed;
}
