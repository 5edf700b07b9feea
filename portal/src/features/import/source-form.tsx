'use client';

import { Button, Card, FileInput, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { messageOf } from '@/lib/api';
import { type ImportSource, sourceOf } from './read-file';
import { UploadProgress } from './upload-progress';
import { useUpload } from './use-upload';

const EXAMPLE = 'email,first_name,last_name,manager_email,groups,attributes.department';

/** Takes a file or a text, and asks what it would change. */
export function SourceForm({ onPlanned }: { onPlanned: (planId: string, source: ImportSource) => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { send, progress, stop } = useUpload('plan');
  const look = async () => {
    setProblem(null);
    try {
      const source = await sourceOf(file ?? new Blob([text]));
      onPlanned(await send(source), source);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Card withBorder>
      <UnsavedGuard isUnsaved={() => progress !== null}>
        The file is still being looked at; leaving stops it.
      </UnsavedGuard>
      <Stack>
        <FormProblem problem={problem} />
        <FileInput
          label="A file"
          description="CSV with a header, or JSON; up to a million rows"
          placeholder="Choose a file"
          accept=".csv,.json,.ndjson,.jsonl,text/csv,application/json,application/x-ndjson"
          leftSection={<IconFileUpload size={16} />}
          value={file}
          onChange={setFile}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the file' }}
        />
        {!file && (
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
        )}
        <Text size="xs" c="dimmed">
          Columns: <CodeText>email</CodeText>, and as needed <CodeText>username</CodeText>{' '}
          <CodeText>first_name</CodeText> <CodeText>last_name</CodeText> <CodeText>role</CodeText>{' '}
          <CodeText>manager_email</CodeText> <CodeText>active</CodeText> <CodeText>groups</CodeText> (names, separated
          by ;) <CodeText>attributes.&lt;name&gt;</CodeText>. An empty cell says nothing.
        </Text>
        {progress && <UploadProgress progress={progress} />}
        <Group justify="flex-end">
          {progress && (
            <Button variant="default" onClick={stop}>
              Stop
            </Button>
          )}
          <Button
            onClick={() => void look()}
            loading={progress !== null}
            disabled={file === null && text.trim() === ''}
          >
            See what would change
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
