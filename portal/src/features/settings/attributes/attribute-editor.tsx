'use client';

import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { messageOf } from '@/lib/api';
import { AttributeRowForm } from './attribute-row-form';
import { type AttributeRow, rowsOf, schemaOf } from './attribute-rows';

/** The attributes, one a row. Read only where nothing can be saved. */
export function AttributeEditor({
  schema,
  onSave,
}: {
  schema: unknown;
  onSave: ((schema: unknown) => Promise<void>) | null;
}) {
  const [initial] = useState<readonly AttributeRow[]>(() => rowsOf(schema));
  const [rows, setRows] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (key: string, changed: Partial<AttributeRow>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const save = async () => {
    const wrong = problemOf(rows);
    setProblem(wrong);
    if (wrong || !onSave) return;
    setBusy(true);
    await onSave(schemaOf(schema, rows)).catch((error: unknown) => setProblem(messageOf(error)));
    setBusy(false);
  };
  return (
    <Stack>
      <UnsavedGuard isUnsaved={() => !isBusy && JSON.stringify(rows) !== JSON.stringify(initial)} />
      <FormProblem problem={problem} />
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {schema === null ? 'There is no rule: any attribute may be written.' : 'No attribute is named.'}
        </Text>
      )}
      {rows.map((row) => (
        <Card withBorder key={row.key} padding="sm">
          <AttributeRowForm
            row={row}
            isReadOnly={onSave === null}
            onChange={(changed) => change(row.key, changed)}
            onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        </Card>
      ))}
      {onSave && (
        <Group justify="space-between">
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setRows([...rows, emptyRow()])}>
            Add attribute
          </Button>
          <Button onClick={save} loading={isBusy}>
            Save attributes
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function emptyRow(): AttributeRow {
  const key = crypto.randomUUID();
  return { key, name: '', kind: 'text', isRequired: false, description: '', choices: [], rest: {} };
}

function problemOf(rows: readonly AttributeRow[]): string | null {
  const names = rows.map(({ name }) => name.trim());
  if (names.some((name) => !name)) return 'Every attribute needs a name.';
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `There are two attributes ${twice}.`;
  const empty = rows.find(({ kind, choices }) => kind === 'choice' && choices.length === 0);
  return empty ? `${empty.name} needs something to choose from.` : null;
}
