'use client';

import { PasswordInput, Stack, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { WithCode } from '@/components/with-code';
import { Section } from '../section';
import type { Template } from './template-picker';

export interface TemplateValues {
  /** By key. */
  config: Record<string, string>;
  /** By name. */
  secrets: Record<string, string>;
}

export function valuesOfTemplate(template: Template | null): TemplateValues {
  return {
    config: Object.fromEntries((template?.config ?? []).map(({ key, defaultValue }) => [key, defaultValue ?? ''])),
    secrets: Object.fromEntries((template?.secrets ?? []).map(({ name }) => [name, ''])),
  };
}

/** What the script of a template reads, each input saying what it is. */
export function TemplateInputs<Values extends TemplateValues>({
  template: { config, secrets },
  form,
}: {
  template: Template;
  form: UseFormReturnType<Values>;
}) {
  return (
    <>
      {config.length > 0 && (
        <Section title="Config">
          <Stack gap="sm">
            {config.map(({ key, description, isRequired }) => (
              <Textarea
                key={key}
                label={key}
                description={<WithCode text={description} />}
                withAsterisk={isRequired}
                autosize
                minRows={1}
                maxRows={6}
                spellCheck={false}
                {...form.getInputProps(`config.${key}`)}
              />
            ))}
          </Stack>
        </Section>
      )}
      {secrets.length > 0 && (
        <Section title="Secrets">
          <Stack gap="sm">
            {secrets.map(({ name, description, isRequired }) => (
              <PasswordInput
                key={name}
                label={name}
                description={<WithCode text={description} />}
                withAsterisk={isRequired}
                autoComplete="new-password"
                {...form.getInputProps(`secrets.${name}`)}
              />
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
