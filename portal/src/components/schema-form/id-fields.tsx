'use client';

import { Fieldset, Text } from '@mantine/core';
import { WithCode } from '../with-code';
import type { FieldProps } from './field-props';
import { useIdPicker } from './id-pickers';
import { ManyPicked } from './many-picked';
import { TextField, TextsField } from './plain-fields';

/** One thing, found by its name. */
export function IdField(props: FieldProps) {
  const { label, schema, isRequired, value, onChange, path, errors } = props;
  const Picker = useIdPicker(schema['x-refers-to']);
  if (!Picker) return <TextField {...props} />;
  return (
    <Picker
      label={label}
      description={schema.description && <WithCode text={schema.description} />}
      error={errors[path]}
      withAsterisk={isRequired}
      value={typeof value === 'string' ? value : null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** Several things, each found by its name. */
export function IdsField(props: FieldProps) {
  const { label, schema, value, onChange, path, errors } = props;
  const Picker = useIdPicker(schema.items?.['x-refers-to']);
  if (!Picker) return <TextsField {...props} />;
  return (
    <Fieldset legend={label}>
      {schema.description && (
        <Text size="xs" c="dimmed" mb="xs">
          <WithCode text={schema.description} />
        </Text>
      )}
      <ManyPicked
        label={label}
        picker={Picker}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(ids) => onChange(ids.length === 0 ? undefined : ids)}
        errorOf={(index) => errors[index === null ? path : `${path}.${index}`]}
      />
    </Fieldset>
  );
}
