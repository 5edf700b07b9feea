'use client';

import { Button, Fieldset, Group, Stack, Text, Textarea } from '@mantine/core';
import { BindingSources, type JsonSchema, SchemaFields } from '@/components/schema-form';
import { useEditor } from '../editor/editor-context';
import { byFields, parseJson, writeFlowInput } from '../editor/flow-input';
import { eventSources } from './event-sources';
import type { FlowPartProps } from './flow-fields';

const CODE = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } };

type FlowInputProps = FlowPartProps & {
  /** Null: the chain takes any input. */
  schema: JsonSchema | null;
};

/** What the flow is started with: by the fields of the chain's input, or as JSON, for who would rather. */
export function FlowInput({ schema, ...props }: FlowInputProps) {
  const { action, onChange } = props;
  const fields = byFields(action);
  if (schema === null) return <InputText {...props} />;
  const isText = action.inputText !== null;
  return (
    <Fieldset legend="What it is started with">
      <Stack gap="sm">
        {isText ? <InputText {...props} /> : <InputFields {...props} schema={schema} />}
        <Group>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={fields === null}
            title={fields === null ? 'Only an object has fields' : undefined}
            onClick={() =>
              onChange({
                ...action,
                input: fields ?? {},
                inputText: isText ? null : JSON.stringify(writeFlowInput(action), null, 2),
              })
            }
          >
            {isText ? 'Back to the form' : 'Write it as JSON'}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function InputFields({ action, onChange, path, schema }: FlowPartProps & { schema: JsonSchema }) {
  const { sharedFields, problemAt, problemsBelow } = useEditor();
  const at = `${path}.input`;
  const known = new Set(Object.keys(schema.properties ?? {}));
  const errors = problemsBelow(at, (place) => valueAt(action.input, place.slice(at.length + 1)) === undefined);
  const elsewhere = Object.entries(errors).filter(([place]) => !known.has(firstName(place.slice(at.length + 1))));
  const problems = [problemAt(at), ...elsewhere.map(([place, message]) => `${place.slice(at.length + 1)}: ${message}`)];
  return (
    <BindingSources value={eventSources(sharedFields)}>
      {problems.filter(Boolean).map((problem) => (
        <Text key={problem} size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      ))}
      <SchemaFields
        key={action.chainId}
        schema={schema}
        value={action.input}
        onChange={(input) => onChange({ ...action, input })}
        path={at}
        errors={errors}
      />
      {known.size > 0 && (
        <Text size="xs" c="dimmed">
          Texts may hold {'{{event.data.user_email}}'} and its like.
        </Text>
      )}
    </BindingSources>
  );
}

function InputText({ action, onChange, path }: FlowPartProps) {
  const { problemAt, problemsBelow } = useEditor();
  const at = `${path}.input`;
  const text = action.inputText ?? JSON.stringify(action.input, null, 2);
  const below = Object.entries(problemsBelow(at, () => false)).map(
    ([place, message]) => `${place.slice(at.length + 1)}: ${message}`,
  );
  const problem = problemAt(at) ?? below[0];
  return (
    <Textarea
      label="Input"
      description='JSON. A field of the event is written as {"$from": "event.data.user_email"}.'
      autosize
      minRows={3}
      spellCheck={false}
      styles={CODE}
      value={text}
      onChange={(event) => onChange({ ...action, inputText: event.currentTarget.value })}
      error={parseJson(text) === undefined ? 'This is not JSON yet' : problem}
    />
  );
}

const firstName = (place: string) => place.split('.', 1)[0] ?? place;

function valueAt(input: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }, input);
}
