'use client';

import { Button, Card, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { EffectBadge } from '@/components/effect-badge';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { Table } from '@/components/table';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ActionTypesQuery } from '../../../../generated/graphql';
import { actionTypesQuery } from './run.documents';
import { RunDialog } from './run-dialog';

export type ActionType = ActionTypesQuery['actionTypes'][number];

/** What can be done through a connection, each to be tried by hand. */
export function ActionsPanel({ connectionId }: { connectionId: string }) {
  const { data, error, refetch } = useQuery(apiQuery(actionTypesQuery, { connectionId }));
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ActionType | null>(null);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const wanted = text.trim().toLowerCase();
  const shown = data.actionTypes.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted));
  return (
    <Card withBorder component="section" aria-label="Actions">
      <Title order={2} size="h4" mb="sm">
        Actions
      </Title>
      <TextInput
        aria-label="Find an action"
        placeholder="Find an action"
        maw={320}
        mb="sm"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Actions actions={shown} onRun={setChosen} />
      <RunDialog connectionId={connectionId} action={chosen} onClose={() => setChosen(null)} />
    </Card>
  );
}

function Actions({ actions, onRun }: { actions: readonly ActionType[]; onRun: (action: ActionType) => void }) {
  const { can } = useViewer();
  const mayRun = ({ effect }: ActionType) => can('action:run') && (effect !== 'DESTRUCTIVE' || can('action:destroy'));
  return (
    <Table aria-label="Actions" spacing="roomy">
      <Table.Tbody>
        {actions.map((action) => (
          <Table.Tr key={action.name}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {action.title}
              </Text>
              <CodeText>{action.name}</CodeText>
            </Table.Td>
            <Table.Td w={120}>
              <EffectBadge effect={action.effect} />
            </Table.Td>
            <Table.Td w={80} ta="right">
              {mayRun(action) && (
                <Button size="xs" variant="default" aria-label={`Run ${action.title}`} onClick={() => onRun(action)}>
                  Run…
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
