'use client';

import { Box, Button, Card, Grid, Group, Skeleton, Stack } from '@mantine/core';
import dynamic from 'next/dynamic';
import { EmptyState } from '@/components/empty-state';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import type { Draft } from '../draft/draft';
import { ChainSettings } from './chain-settings';
import { StepEditor } from './step-editor';
import { StepList } from './step-list';
import { useChainEditor } from './use-chain-editor';

const ChainCanvas = dynamic(() => import('../canvas/chain-canvas').then(({ ChainCanvas }) => ChainCanvas), {
  ssr: false,
  loading: () => <Skeleton h={420} aria-busy="true" aria-label="The picture is being loaded" />,
});

/** Builds a chain: as a picture, and as a list that does the same by keyboard and on a narrow screen. */
export function ChainEditor({
  initial,
  label,
  onSave,
}: {
  initial: Draft;
  label: string;
  onSave: (draft: Draft) => Promise<unknown>;
}) {
  const editor = useChainEditor(initial);
  const { submit, problem, isBusy, form, openStep, openIndex } = editor;
  return (
    <form onSubmit={submit(onSave)}>
      <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
      <Stack>
        <FormProblem problem={problem} />
        <ChainSettings editor={editor} />
        <Grid>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack>
              <Box visibleFrom="md">
                <ChainCanvas editor={editor} />
              </Box>
              <StepList editor={editor} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            {openStep ? (
              <StepEditor key={openStep.key} editor={editor} step={openStep} index={openIndex} />
            ) : (
              <Card withBorder>
                <EmptyState
                  isPart
                  title="No step is open"
                  text="Add a step, or open one: what it does and what it is given is set here."
                />
              </Card>
            )}
          </Grid.Col>
        </Grid>
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
