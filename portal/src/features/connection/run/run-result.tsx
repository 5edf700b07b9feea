import { Badge, Group, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { JsonView } from '@/components/json-view';
import { StatusBadge } from '@/components/status-badge';
import type { RunActionMutation } from '../../../../generated/graphql';

type Result = RunActionMutation['runAction'];

/** What became of an action: the outcome, the requests that wrote, and the answer. */
export function RunResult({ result }: { result: Result }) {
  const { outcome, reason, error, effects, output, logs, durationMs } = result;
  return (
    <Stack gap="sm" role="status" aria-label="Result">
      <Group gap="sm">
        <StatusBadge status={outcome} />
        <Text size="sm" c="dimmed">
          in {durationMs.toLocaleString('en')} ms
        </Text>
      </Group>
      {(error?.message ?? reason) && <Text size="sm">{error?.message ?? reason}</Text>}
      {effects.map((effect, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the requests of one result, which never move
        <Effect key={index} effect={effect} />
      ))}
      {output !== null && <JsonView value={output} label="Output" />}
      {logs.length > 0 && <JsonView value={logs.map(({ level, text }) => `${level} ${text}`).join('\n')} label="Log" />}
    </Stack>
  );
}

function Effect({ effect: { method, url, body, status, isPlanned } }: { effect: Result['effects'][number] }) {
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Badge variant="light" color={isPlanned ? 'blue' : 'gray'} tt="none">
          {isPlanned ? 'Would send' : `Answered ${status ?? 'by nobody'}`}
        </Badge>
        <CodeText>
          {method} {url}
        </CodeText>
      </Group>
      {body && <JsonView value={body} label="Request body" maxHeight={160} />}
    </Stack>
  );
}
