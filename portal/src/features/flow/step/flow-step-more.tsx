import { Stack, Text } from '@mantine/core';
import { JsonView } from '@/components/json-view';
import { LinkText } from '@/components/link-text';
import { inWords } from '@/components/status-badge';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import type { FlowStep } from './flow-step-card';

/** What the step was given, what came back, and every try at it. */
export function FlowStepMore({ step }: { step: FlowStep }) {
  const { input, output, connectionId, startedAt, finishedAt, tries } = step;
  return (
    <Stack gap="sm" mt="sm">
      <Text size="sm" c="dimmed">
        begun <TimeText value={startedAt} empty="not yet" />, ended <TimeText value={finishedAt} empty="not yet" />
        {connectionId && (
          <>
            , through <LinkText href={`/connections/${connectionId}`}>its connection</LinkText>
          </>
        )}
      </Text>
      {input !== null && <Data title="Was given" value={input} />}
      {output !== null && <Data title="Answered" value={output} />}
      {tries.length > 0 && <Tries tries={tries} />}
    </Stack>
  );
}

function Data({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <JsonView value={value} label={title} maxHeight={240} />
    </div>
  );
}

function Tries({ tries }: { tries: FlowStep['tries'] }) {
  return (
    <Table aria-label="Tries">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={50}>Try</Table.Th>
          <Table.Th>What came of it</Table.Th>
          <Table.Th visibleFrom="sm" w={140}>
            When
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tries.map(({ number, outcome, error, effects, logs, startedAt }) => (
          <Table.Tr key={number} style={{ verticalAlign: 'top' }}>
            <Table.Td>{number}</Table.Td>
            <Table.Td>
              <Text size="sm">{error ? `${inWords(outcome)}: ${error}` : inWords(outcome)}</Text>
              {isFilled(effects) && <JsonView value={effects} label={`Requests of try ${number}`} maxHeight={200} />}
              {isFilled(logs) && <JsonView value={logs} label={`Log of try ${number}`} maxHeight={200} />}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <TimeText value={startedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
