'use client';

import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { messageOf } from '@/lib/api';
import { ConfirmDialog } from '../confirm-act';
import type { BulkAct } from './column';
import type { Selection } from './use-selection';

const AT_ONCE = 4;

/** What can be done to the selected rows. Rows are done one by one; those that fail stay selected. */
export function BulkBar<Row extends { id: string }>({
  selection,
  acts,
}: {
  selection: Selection<Row>;
  acts: readonly BulkAct<Row>[];
}) {
  const [asked, setAsked] = useState<BulkAct<Row> | null>(null);
  const { rows } = selection;
  return (
    <>
      {rows.length > 0 && (
        <Paper withBorder p="xs" mb="sm" role="region" aria-label="Selected rows">
          <Group gap="sm">
            <Text size="sm" fw={500} aria-live="polite">
              {rows.length} selected
            </Text>
            {acts.map((act) => (
              <Button key={act.label} size="xs" variant="light" color={act.color} onClick={() => setAsked(act)}>
                {act.label}
              </Button>
            ))}
            <Button size="xs" variant="subtle" color="gray" onClick={() => selection.keep([])}>
              Clear
            </Button>
          </Group>
        </Paper>
      )}
      <ConfirmDialog
        label={asked?.label ?? ''}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        color={asked?.color ?? 'blue'}
        onConfirm={async () => {
          if (asked) selection.keep(await runAll(asked, rows));
        }}
      >
        {asked?.describe(rows)}
      </ConfirmDialog>
    </>
  );
}

/** Does an act to all rows; tells how it went, and answers the rows that it failed for. */
async function runAll<Row>(act: BulkAct<Row>, rows: readonly Row[]): Promise<Row[]> {
  const failed = act.runAll ? await act.runAll(rows) : await runEach(act, rows);
  const [first] = failed;
  if (!first) notifications.show({ color: 'green', message: `${act.label}: ${rows.length} done` });
  else {
    const title = `${act.label}: ${rows.length - failed.length} done, ${failed.length} failed`;
    notifications.show({ color: 'red', title, message: first.reason, autoClose: false });
  }
  return failed.map(({ row }) => row);
}

/** A few at once. */
async function runEach<Row>({ run }: BulkAct<Row>, rows: readonly Row[]): Promise<{ row: Row; reason: string }[]> {
  const waiting = [...rows];
  const failed: { row: Row; reason: string }[] = [];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const done = row;
      await run?.(done).catch((error: unknown) => failed.push({ row: done, reason: messageOf(error) }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}
