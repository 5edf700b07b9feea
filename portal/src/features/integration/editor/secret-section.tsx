'use client';

import { Button, CloseButton, Group, PasswordInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { newKey, type SecretDraft } from './draft';
import { useEditor } from './editor-context';
import { Section } from './section';

/** Values that templates name and nobody reads again. */
export function SecretSection({
  value,
  onChange,
}: {
  value: SecretDraft[];
  onChange: (secrets: SecretDraft[]) => void;
}) {
  const { problemAt } = useEditor();
  const change = (key: string, change: Partial<SecretDraft>) =>
    onChange(value.map((secret) => (secret.key === key ? { ...secret, ...change } : secret)));
  return (
    <Section
      title="Secrets"
      text="Named in templates as {{secrets.NAME}}, kept encrypted, masked in every delivery, and never shown again."
    >
      {value.map(({ key, name, value: secret, isStored }, index) => (
        <Group key={key} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            label={`Secret ${index + 1}`}
            placeholder="API_KEY"
            readOnly={isStored}
            value={name}
            error={problemAt(`secrets.${index}.name`, name === '')}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 0 }}
          />
          <PasswordInput
            label={`Value of secret ${index + 1}`}
            placeholder={isStored ? 'Stored; enter another to replace it' : ''}
            autoComplete="new-password"
            value={secret}
            error={problemAt(`secrets.${index}.value`, secret === '')}
            onChange={(event) => change(key, { value: event.currentTarget.value })}
            style={{ flex: 2, minWidth: 0 }}
          />
          <CloseButton
            mt={28}
            aria-label={`Remove secret ${name || index + 1}`}
            onClick={() => onChange(value.filter((other) => other.key !== key))}
          />
        </Group>
      ))}
      <Button
        size="xs"
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...value, { key: newKey(), name: '', value: '', isStored: false }])}
      >
        Add secret
      </Button>
    </Section>
  );
}
