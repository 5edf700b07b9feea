'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { apiQuery } from '@/lib/api';
import { Counts } from './counts';
import { importQuery } from './import.documents';
import { ImportRows } from './import-rows';
import type { ImportSource } from './read-file';
import { UploadProgress } from './upload-progress';
import { useUpload } from './use-upload';

/** What the file would change, row by row, and the button that changes it. */
export function DryRun({ planId, source, onBack }: { planId: string; source: ImportSource; onBack: () => void }) {
  const router = useRouter();
  const { data, error, refetch } = useQuery(apiQuery(importQuery, { id: planId }));
  const { send, progress } = useUpload('apply');
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { counts } = data.userImport;
  const rows = counts.changed === 1 ? '1 row' : `${counts.changed.toLocaleString('en')} rows`;
  return (
    <Stack>
      <UnsavedGuard isUnsaved={() => progress !== null}>
        The import is not done; leaving stops it, and the rows that are in stay.
      </UnsavedGuard>
      <Alert variant="light" color={counts.failed > 0 ? 'yellow' : 'blue'} title="Nothing is changed yet">
        {counts.changed === 0 ? 'The file would change nothing.' : `${rows} would change people.`}
        {counts.failed > 0 && ' Rows that cannot be taken are left out; the others go in.'}
      </Alert>
      <Group justify="space-between">
        <Counts counts={counts} mode="PLAN" />
        <Group gap="xs">
          <Button variant="default" onClick={onBack}>
            Back to the file
          </Button>
          <ConfirmAct
            label="Apply"
            title="Apply the import?"
            color="blue"
            buttonProps={{ variant: 'filled' }}
            disabledReason={counts.changed === 0 ? 'There is nothing to change' : undefined}
            onConfirm={async () => {
              const importId = await send(source);
              notifications.show({ color: 'green', message: 'The import is done.' });
              router.push(`/people/import/${importId}`);
            }}
          >
            {rows} change people, as shown; integrations hear of each. Where the directory has changed since you looked,
            the rows are decided anew.
            {progress && <UploadProgress progress={progress} />}
          </ConfirmAct>
        </Group>
      </Group>
      <ImportRows importId={planId} mode="PLAN" />
    </Stack>
  );
}
