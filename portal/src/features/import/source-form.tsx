'use client';

import { Button, Card, FileInput, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { FormProblem } from '@/components/form-problem';
import { messageOf, useApiMutation } from '@/lib/api';
import { importsQuery, importUsersMutation } from './import.documents';
import { type ImportSource, sourceOf } from './read-file';

const EXAMPLE = 'email,first_name,last_name,manager_email,groups,attributes.department';
const MOST_BYTES = 900_000;

/** Takes a file or a text, and asks what it would change. */
export function SourceForm({ onPlanned }: { onPlanned: (planId: string, source: ImportSource) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const plan = useApiMutation(importUsersMutation, { invalidates: [importsQuery] });
  const take = async (file: File | null) => {
    setProblem(null);
    if (file) setText(await file.text());
  };
  const look = async () => {
    setProblem(null);
    try {
      if (text.length > MOST_BYTES) throw new Error('This is too much at once: split the file at about 5,000 people.');
      const source = sourceOf(text);
      const { importUsers } = await plan.mutateAsync({ input: { ...source, mode: 'PLAN' } });
      onPlanned(importUsers.id, source);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Card withBorder>
      <Stack>
        <FormProblem problem={problem} />
        <FileInput
          label="A file"
          description="CSV with a header, or JSON"
          placeholder="Choose a file"
          accept=".csv,.json,text/csv,application/json"
          leftSection={<IconFileUpload size={16} />}
          onChange={(file) => void take(file)}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the file' }}
        />
        <Textarea
          label="Or its text"
          placeholder={EXAMPLE}
          autosize
          minRows={5}
          maxRows={16}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Text size="xs" c="dimmed">
          Columns: <CodeText>email</CodeText>, and as needed <CodeText>username</CodeText>{' '}
          <CodeText>first_name</CodeText> <CodeText>last_name</CodeText> <CodeText>role</CodeText>{' '}
          <CodeText>manager_email</CodeText> <CodeText>active</CodeText> <CodeText>groups</CodeText> (names, separated
          by ;) <CodeText>attributes.&lt;name&gt;</CodeText>. An empty cell says nothing.
        </Text>
        <Group justify="flex-end">
          <Button onClick={() => void look()} loading={plan.isPending} disabled={text.trim() === ''}>
            See what would change
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
