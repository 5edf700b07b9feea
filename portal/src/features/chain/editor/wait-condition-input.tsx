'use client';

import { Stack } from '@mantine/core';
import { Autocomplete, Select } from '@/components/inputs';
import { type JsonSchema, SchemaFields, type SchemaFieldsProps, withProperty } from '@/components/schema-form';
import { namesIn, schemaAt } from '../draft/sources';
import { type Action, useActions } from '../draft/use-actions';
import { InnerInput } from './inner-input';
import { onlyOf } from './only-of';

const PACE = ['everySeconds', 'deadlineSeconds'];

/** What a step asks again and again, and the answer that it waits for: by the fields of the action that it asks. */
export function WaitConditionInput(props: SchemaFieldsProps) {
  const { schema, value, onChange } = props;
  const connectionId = typeof value.connectionId === 'string' ? value.connectionId : null;
  const actions = useActions([connectionId]);
  const asked = connectionId === null ? [] : actions.actionsOf(connectionId).filter(({ effect }) => effect === 'READ');
  const action = asked.find(({ name }) => name === value.actionType);
  return (
    <Stack gap="sm">
      <SchemaFields
        {...props}
        schema={onlyOf(schema, ['connectionId'])}
        onChange={(next) => onChange(next.connectionId === value.connectionId ? next : paceOf(next, ['connectionId']))}
      />
      <AskedAction {...props} asked={asked} isKnown={connectionId !== null} />
      <InnerInput
        {...props}
        key={action?.name}
        legend="What the action is given"
        inner={(action?.inputSchema as JsonSchema | undefined) ?? null}
      />
      <Answer {...props} output={(action?.outputSchema ?? {}) as JsonSchema} />
      <SchemaFields {...props} schema={onlyOf(schema, PACE)} />
    </Stack>
  );
}

/** What stays when something else is asked: how often, how long, and these. */
function paceOf(value: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => PACE.includes(name) || names.includes(name)));
}

/** One of the connection's actions that only read; typed where the connection is only known when the flow runs. */
function AskedAction({ asked, isKnown, ...props }: SchemaFieldsProps & { asked: readonly Action[]; isKnown: boolean }) {
  const { schema, value, onChange, path, errors } = props;
  if (!isKnown && value.connectionId !== undefined) {
    return <SchemaFields {...props} schema={onlyOf(schema, ['actionType'])} />;
  }
  return (
    <Select
      label="Action to ask"
      description="Those of the connection that only read"
      withAsterisk
      placeholder={isKnown ? 'Pick an action' : 'Pick a connection first'}
      disabled={!isKnown}
      searchable
      allowDeselect={false}
      data={asked.map(({ name, title }) => ({ value: name, label: title }))}
      value={typeof value.actionType === 'string' ? value.actionType : null}
      error={errors[`${path}.actionType`]}
      onChange={(name) => name && onChange({ ...paceOf(value, ['connectionId']), actionType: name })}
    />
  );
}

/** Where in the answer to look, and what has to stand there: in the input that fits what stands there. */
function Answer({ output, ...props }: SchemaFieldsProps & { output: JsonSchema }) {
  const { schema, value, onChange, path, errors } = props;
  const place = typeof value.path === 'string' ? value.path : '';
  const found = schemaAt(output, place);
  const equals = { ...(found ?? schema.properties?.equals), title: 'What has to stand there' };
  return (
    <>
      <Autocomplete
        label="Where in its answer to look"
        withAsterisk
        placeholder="As in state"
        data={namesIn(output)}
        value={place}
        error={errors[`${path}.path`]}
        onChange={(next) => onChange(withProperty({ ...value, path: next }, 'equals', likelyAt(output, next, value)))}
      />
      <SchemaFields
        {...props}
        // Another place may hold another kind of value.
        key={found ? place : ''}
        schema={{ ...schema, properties: { equals } }}
      />
    </>
  );
}

/** A switch shows one of two answers from the beginning, so that has to be the value from the beginning, too. */
function likelyAt(output: JsonSchema, place: string, { equals }: Readonly<Record<string, unknown>>): unknown {
  const isSwitch = schemaAt(output, place)?.type === 'boolean';
  return isSwitch ? true : equals === true ? undefined : equals;
}
