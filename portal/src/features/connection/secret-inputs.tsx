'use client';

import { Fieldset, PasswordInput, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { withProperty } from '@/components/schema-form';
import { WithCode } from '@/components/with-code';
import type { SecretWanted } from './manifest';

export interface SecretInputsProps {
  wanted: Readonly<Record<string, SecretWanted>>;
  /** Those that are given now, by name. */
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
  errors: Readonly<Record<string, ReactNode>>;
  /** Names of those that are set already; they stay when nothing is given. */
  set?: readonly string[];
}

/** An input for each secret that a plugin asks for. What was set is never shown. */
export function SecretInputs({ wanted, value, onChange, errors, set = [] }: SecretInputsProps) {
  const entries = Object.entries(wanted);
  if (entries.length === 0) return null;
  return (
    <Fieldset legend="Secrets">
      <Stack gap="sm">
        {entries.map(([name, { title, description, optional }]) => (
          <PasswordInput
            key={name}
            label={title}
            description={description && <WithCode text={description} />}
            withAsterisk={!optional && !set.includes(name)}
            placeholder={set.includes(name) ? 'Set; leave empty to keep it' : undefined}
            autoComplete="new-password"
            error={errors[`secrets.${name}`]}
            value={value[name] ?? ''}
            onChange={(event) => {
              const given = event.currentTarget.value;
              onChange(withProperty(value, name, given === '' ? undefined : given) as Record<string, string>);
            }}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
