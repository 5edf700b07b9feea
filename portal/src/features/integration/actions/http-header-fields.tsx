'use client';

import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type HeaderDraft, newKey } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { TemplateInput } from '../template/template-input';
import type { HttpPartProps } from './http-fields';

/** Headers, whose values are templates. */
export function HttpHeaderFields({ action, onChange, path }: HttpPartProps) {
  const { problemAt } = useEditor();
  const set = (headers: HeaderDraft[]) => onChange({ ...action, headers });
  const change = (key: string, change: Partial<HeaderDraft>) =>
    set(action.headers.map((header) => (header.key === key ? { ...header, ...change } : header)));
  return (
    <Stack gap="xs">
      {action.headers.map(({ key, name, value }, index) => (
        <Group key={key} gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            label={`Header ${index + 1}`}
            placeholder="x-team"
            value={name}
            error={problemAt(`${path}.headers.${index}.name`, name === '')}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 0 }}
          />
          <div style={{ flex: 2, minWidth: 0 }}>
            <TemplateInput
              label={`Value ${index + 1}`}
              value={value}
              onChange={(text) => change(key, { value: text })}
              path={`${path}.headers.${index}.value`}
            />
          </div>
          <CloseButton
            mt={28}
            aria-label={`Remove header ${index + 1}`}
            onClick={() => set(action.headers.filter((header) => header.key !== key))}
          />
        </Group>
      ))}
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => set([...action.headers, { key: newKey(), name: '', value: '' }])}
        >
          Add header
        </Button>
        {action.headers.length === 0 && (
          <Text size="xs" c="dimmed">
            content-type is set by itself.
          </Text>
        )}
      </Group>
    </Stack>
  );
}
