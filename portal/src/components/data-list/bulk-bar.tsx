'use client';

import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../confirm-act';
import type { BulkAct } from './column';
import { runAct } from './run-act';
import type { Selection } from './selection';

/** What can be done to the selected rows. Rows that fail stay selected. */
export function BulkBar<Row extends { id: string }>({
  selection,
  acts,
  onActed,
}: {
  selection: Selection<Row>;
  acts: readonly BulkAct<Row>[];
  onActed: () => void;
}) {
  const [label, setLabel] = useState<string | null>(null);
  // Looked up anew at each rendering: what an act asks for changes while its question is open.
  const asked = acts.find((act) => act.label === label);
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
              <Button key={act.label} size="xs" variant="light" color={act.color} onClick={() => setLabel(act.label)}>
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
        isOpen={asked !== undefined}
        onClose={() => setLabel(null)}
        color={asked?.color ?? 'blue'}
        onConfirm={async () => {
          if (!asked) return;
          selection.keep(await runAct(asked, rows));
          onActed();
        }}
      >
        {asked?.describe(rows)}
      </ConfirmDialog>
    </>
  );
}
