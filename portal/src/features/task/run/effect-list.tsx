'use client';

import { Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { RunQuery } from '../../../../generated/graphql';
import { EffectRow } from './effect-row';
import { effectCounts } from './effect-words';

const SHOWN_AT_FIRST = 100;

export type Effect = RunQuery['taskRun']['effects'][number];

/** What a run changed, or what a plan would change, in its order. */
export function EffectList({ run }: { run: RunQuery['taskRun'] }) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const { effects, mode } = run;
  return (
    <Card withBorder component="section" aria-label="Effects">
      <Group justify="space-between" mb={effects.length > 0 ? 'sm' : 4} gap="xs">
        <Title order={2} size="h4">
          {mode === 'PLAN' ? 'What it would change' : 'What it changed'}{' '}
          <Badge variant="light" color="gray">
            {effects.length.toLocaleString('en')}
          </Badge>
        </Title>
        <Text size="sm" c="dimmed">
          {effectCounts(effects)}
        </Text>
      </Group>
      {effects.length === 0 && (
        <Text size="sm" c="dimmed">
          {emptyText(run)}
        </Text>
      )}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {effects.slice(0, shown).map((effect) => (
          <EffectRow key={effect.number} effect={effect} />
        ))}
      </ol>
      {effects.length > shown && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setShown(shown + 10 * SHOWN_AT_FIRST)}>
          Show more ({(effects.length - shown).toLocaleString('en')} left)
        </Button>
      )}
    </Card>
  );
}

function emptyText({ status, mode, task }: RunQuery['taskRun']): string {
  if (task.isBuiltIn) return 'A built-in task tells what it did in its output.';
  if (status === 'PENDING' || status === 'RUNNING') return 'Nothing so far.';
  return mode === 'PLAN' ? 'Nothing: all is as the script wants it.' : 'Nothing.';
}
