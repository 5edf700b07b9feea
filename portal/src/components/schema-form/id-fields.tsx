'use client';

import { Fieldset, Stack, Text } from '@mantine/core';
import { WithCode } from '../with-code';
import type { FieldProps } from './field-props';
import { useIdPicker } from './id-pickers';
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

/** Several things, each found by its name; the last input takes another one. */
export function IdsField(props: FieldProps) {
  const { label, schema, value, onChange, path, errors } = props;
  const Picker = useIdPicker(schema.items?.['x-refers-to']);
  if (!Picker) return <TextsField {...props} />;
  const ids = Array.isArray(value) ? value.map(String) : [];
  const take = (next: readonly string[]) => onChange(next.length === 0 ? undefined : [...new Set(next)]);
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {schema.description && (
          <Text size="xs" c="dimmed">
            <WithCode text={schema.description} />
          </Text>
        )}
        {ids.map((id, index) => (
          <Picker
            key={id}
            aria-label={`${label}: ${index + 1}`}
            error={errors[`${path}.${index}`]}
            value={id}
            onChange={(next) => take(next === null ? ids.filter((each) => each !== id) : ids.with(index, next))}
          />
        ))}
        <Picker
          key={`after ${ids.length}`}
          aria-label={`${label}: one more`}
          error={errors[path]}
          placeholder={ids.length === 0 ? 'None yet; type a name' : 'One more'}
          value={null}
          onChange={(id) => id && take([...ids, id])}
        />
      </Stack>
    </Fieldset>
  );
}
