'use client';

import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import { ConfirmDialog } from '@/components/confirm-act';
import { Hint } from '@/components/hint';
import { useStartRun } from './use-start-run';

/** Runs a task from its row, after a question: what it changes cannot always be taken back. */
export function RunNowButton({ task }: { task: { id: string; name: string } }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { start, isBusy } = useStartRun(task);
  return (
    <>
      <Hint label="Run now">
        <ActionIcon variant="subtle" aria-label={`Run ${task.name} now`} loading={isBusy} onClick={open}>
          <IconPlayerPlay size={16} />
        </ActionIcon>
      </Hint>
      <ConfirmDialog
        label="Run now"
        title={`Run ${task.name} now?`}
        color="indigo"
        isOpen={isOpen}
        onClose={close}
        onConfirm={() => start('APPLY')}
      >
        It runs for real, at once, whether its schedule is on or off. Open the task to plan it first.
      </ConfirmDialog>
    </>
  );
}
