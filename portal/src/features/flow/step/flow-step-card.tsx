'use client';

import { Box, Card, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { ActionName } from '@/components/action-name';
import { EffectBadge } from '@/components/effect-badge';
import { inWords, StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { FlowWholeFragment } from '../../../../generated/graphql';
import { CallbackLink } from './callback-link';
import { FlowStepActs } from './flow-step-acts';
import { FlowStepMore } from './flow-step-more';

export type FlowStep = FlowWholeFragment['steps'][number];

/** One step: where it stands, what it waits for, and on demand all that is known of it. */
export function FlowStepCard({ flowId, step }: { flowId: string; step: FlowStep }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const { name, status, effect } = step;
  return (
    <Card withBorder padding="sm" component="article" aria-label={`Step ${name}: ${wordOf(step)}`}>
      <Group justify="space-between" gap="sm">
        <UnstyledButton onClick={toggle} aria-expanded={isOpen} style={{ flex: '1 1 12rem', minWidth: 0 }}>
          <Group gap="xs">
            {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
            <Text fw={500} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <ActionName action={step} />
          </Group>
        </UnstyledButton>
        <Group gap="xs">
          <EffectBadge effect={effect} />
          <StatusBadge status={status} label={wordOf(step)} />
        </Group>
      </Group>
      <Box pl={{ sm: 26 }}>
        <Told step={step} />
        <CallbackLink flowId={flowId} step={step} />
        <FlowStepActs step={step} />
        <Collapse expanded={isOpen}>{isOpen && <FlowStepMore step={step} />}</Collapse>
      </Box>
    </Card>
  );
}

/** What became of the step, or where it stands. */
function wordOf({ status, outcome }: FlowStep): string {
  if (status === 'SUCCESS' && outcome) return outcome === 'noop' ? 'Nothing to do' : inWords(outcome);
  return status === 'SUCCESS' ? 'Succeeded' : inWords(status);
}

function Told({ step: { status, waitingFor, waitingUntil, error, reason } }: { step: FlowStep }) {
  if (status === 'WAITING' && waitingFor) {
    return (
      <Text size="sm" mt={4}>
        Waits for {waitingFor}
        {waitingUntil && (
          <>
            {' '}
            · time is up <TimeText value={waitingUntil} />
          </>
        )}
      </Text>
    );
  }
  if (!error && !reason) return null;
  return (
    <Stack gap={2} mt={4}>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
      {reason && (
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      )}
    </Stack>
  );
}
