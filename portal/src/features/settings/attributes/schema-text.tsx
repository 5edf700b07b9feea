'use client';

import { Button, Group, JsonInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { ApiError, messageOf } from '@/lib/api';

/** The schema as it is stored, for what the list cannot say. */
export function SchemaText({ schema, onSave }: { schema: unknown; onSave: (schema: unknown) => Promise<void> }) {
  const stored = JSON.stringify(schema ?? { type: 'object', properties: {} }, null, 2);
  const [text, setText] = useState(stored);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const parsed = parse(text);
    setProblem(parsed === undefined ? 'This is not JSON.' : null);
    if (parsed === undefined) return;
    setBusy(true);
    await onSave(parsed).catch((error: unknown) => setProblem(tell(error)));
    setBusy(false);
  };
  return (
    <Stack>
      <UnsavedGuard isUnsaved={() => !isBusy && text !== stored} />
      <FormProblem problem={problem} />
      <JsonInput
        label="JSON Schema"
        description="2020-12, of an object, without references"
        value={text}
        onChange={setText}
        formatOnBlur
        autosize
        minRows={12}
        maxRows={32}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group justify="flex-end">
        <Button onClick={save} loading={isBusy}>
          Save schema
        </Button>
      </Group>
    </Stack>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** With the place in the schema that is wrong. */
function tell(error: unknown): string {
  const [field] = error instanceof ApiError ? error.fields : [];
  return field ? `${field.path}: ${field.message}` : messageOf(error);
}
