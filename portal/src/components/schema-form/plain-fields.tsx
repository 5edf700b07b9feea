'use client';

import { Switch, Textarea, TextInput } from '@mantine/core';
import { NumberInput, Select, TagsInput } from '../inputs';
import { WithCode } from '../with-code';
import { textBinding, typedText, useBindingSources } from './bindings';
import type { FieldProps } from './field-props';

/** What every input has in common. */
function common({ label, schema, isRequired, path, errors }: FieldProps) {
  return {
    label,
    withAsterisk: isRequired,
    description: schema.description && <WithCode text={schema.description} />,
    error: errors[path],
    ...(schema.default === undefined ? {} : { placeholder: placeholderOf(schema.default) }),
  };
}

function placeholderOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function useText({ value, onChange }: FieldProps) {
  const canBind = useBindingSources() !== null;
  return {
    value: typedText(value) ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const typed = event.currentTarget.value;
      onChange(typed === '' ? undefined : canBind ? textBinding(typed) : typed);
    },
  };
}

export function TextField(props: FieldProps) {
  return <TextInput {...common(props)} {...useText(props)} />;
}

export function LongTextField(props: FieldProps) {
  return <Textarea autosize minRows={2} maxRows={12} {...common(props)} {...useText(props)} />;
}

export function NumberField(props: FieldProps) {
  const { schema, value, onChange } = props;
  return (
    <NumberInput
      {...common(props)}
      {...(schema.minimum === undefined ? {} : { min: schema.minimum })}
      {...(schema.maximum === undefined ? {} : { max: schema.maximum })}
      allowDecimal={schema.type !== 'integer'}
      value={typeof value === 'number' ? value : ''}
      onChange={(given) => onChange(typeof given === 'number' ? given : undefined)}
    />
  );
}

export function BooleanField({ label, schema, value, onChange, path, errors }: FieldProps) {
  return (
    <Switch
      label={label}
      description={schema.description}
      error={errors[path]}
      checked={typeof value === 'boolean' ? value : schema.default === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function ChoiceField(props: FieldProps) {
  const { schema, value, onChange } = props;
  return (
    <Select
      {...common(props)}
      data={(schema.enum ?? []).map(String)}
      value={typeof value === 'string' ? value : null}
      onChange={(given) => onChange(given ?? undefined)}
      clearable
    />
  );
}

export function TextsField(props: FieldProps) {
  const { schema, value, onChange } = props;
  return (
    <TagsInput
      {...common(props)}
      data={(schema.items?.enum ?? []).map(String)}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(given) => onChange(given.length === 0 ? undefined : given)}
      acceptValueOnBlur
    />
  );
}
