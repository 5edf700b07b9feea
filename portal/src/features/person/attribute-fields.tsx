'use client';

import { Checkbox, JsonInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { NumberInput, Select } from '@/components/inputs';
import type { AttributeField } from './attribute-schema';
import type { PersonValues } from './person-values';

/** An input for each attribute that the tenant's schema knows. */
export function AttributeFields({
  form,
  fields,
}: {
  form: UseFormReturnType<PersonValues>;
  fields: readonly AttributeField[];
}) {
  return fields.map((field) => <AttributeInput key={field.name} form={form} field={field} />);
}

function AttributeInput({ form, field }: { form: UseFormReturnType<PersonValues>; field: AttributeField }) {
  const { name, label, description, isRequired, kind, options } = field;
  const path = `attributes.${name}` as const;
  const shared = { label, description, withAsterisk: isRequired, key: form.key(path) };
  if (kind === 'boolean') {
    return <Checkbox {...shared} {...form.getInputProps(path, { type: 'checkbox' })} key={form.key(path)} />;
  }
  const input = form.getInputProps(path);
  if (kind === 'choice')
    return <Select {...shared} {...input} key={shared.key} data={[...options]} clearable={!isRequired} />;
  if (kind === 'number' || kind === 'integer') {
    return <NumberInput {...shared} {...input} key={shared.key} allowDecimal={kind === 'number'} />;
  }
  if (kind === 'json') {
    return <JsonInput {...shared} {...input} key={shared.key} autosize minRows={2} formatOnBlur />;
  }
  return <TextInput {...shared} {...input} key={shared.key} type={kind === 'date' ? 'date' : 'text'} />;
}
