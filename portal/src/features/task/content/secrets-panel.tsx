'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { ConfirmAct } from '@/components/confirm-act';
import { useApiMutation } from '@/lib/api';
import { Section } from '../section';
import { patchTaskSecretsMutation, taskContentQuery } from '../task.documents';
import { SecretForm } from './secret-form';

/** The secrets of a task by their names: set, replaced and removed; what they say is never shown. */
export function SecretsPanel({
  taskId,
  names,
  isReadOnly,
}: {
  taskId: string;
  names: readonly string[];
  isReadOnly: boolean;
}) {
  const [edited, setEdited] = useState<{ name: string } | null>(null);
  const patch = useApiMutation(patchTaskSecretsMutation, { invalidates: [taskContentQuery] });
  return (
    <Section title="Secrets">
      <Text size="sm" c="dimmed" mb="sm">
        What the script reads with <CodeText>secrets.get</CodeText>. Values are kept encrypted, masked in every log, and
        never shown again.
      </Text>
      <Stack gap="xs">
        {names.length === 0 && <Text size="sm">No secrets.</Text>}
        {names.map((name) => (
          <Group key={name} justify="space-between" gap="xs">
            <Group gap="xs" wrap="nowrap">
              <IconKey size={16} aria-hidden color="var(--mantine-color-dimmed)" />
              <CodeText>{name}</CodeText>
            </Group>
            {!isReadOnly && (
              <Group gap="xs">
                <Button size="xs" variant="default" aria-label={`Replace ${name}`} onClick={() => setEdited({ name })}>
                  Replace
                </Button>
                <ConfirmAct
                  label="Remove"
                  title={`Remove ${name}?`}
                  buttonProps={{ size: 'xs' }}
                  onConfirm={() => patch.mutateAsync({ taskId, secrets: [{ name, value: null }] })}
                >
                  The value of {name} is erased. The script reads an empty text in its place.
                </ConfirmAct>
              </Group>
            )}
          </Group>
        ))}
        {!isReadOnly && (
          <Group>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setEdited({ name: '' })}>
              Add a secret
            </Button>
          </Group>
        )}
      </Stack>
      <SecretForm
        edited={edited}
        onClose={() => setEdited(null)}
        onSubmit={(secret) => patch.mutateAsync({ taskId, secrets: [secret] })}
      />
    </Section>
  );
}
