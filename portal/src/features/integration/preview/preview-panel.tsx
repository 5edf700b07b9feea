'use client';

import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import type { FieldProblem } from '@/lib/api';
import type { PreviewIntegrationQuery } from '../../../../generated/graphql';
import { PreviewEventSelect } from './preview-event-select';
import { PreviewResult } from './preview-result';
import type { PreviewFor } from './use-preview';

/** Beside the form: what would be sent for a real event, or for an example. */
export function PreviewPanel({
  eventTypes,
  event,
  onEvent,
  previews,
  problems,
  error,
}: {
  eventTypes: readonly string[];
  event: PreviewFor | null;
  onEvent: (event: PreviewFor) => void;
  previews: PreviewIntegrationQuery['previewIntegration'] | undefined;
  problems: readonly FieldProblem[];
  error: Error | null;
}) {
  return (
    <Card withBorder component="section" aria-label="Preview">
      <Title order={2} size="h4">
        Preview
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        What would be sent. Nothing is sent by looking.
      </Text>
      <Stack>
        {eventTypes.length === 0 ? (
          <Text size="sm">Choose an event to see what would be sent for it.</Text>
        ) : (
          <PreviewEventSelect eventTypes={eventTypes} value={event} onChange={onEvent} />
        )}
        {error && <NotYet problems={problems} error={error} />}
        {previews?.map((preview) => (
          <PreviewResult key={preview.actionIndex} preview={preview} isFirst={preview.actionIndex === 0} />
        ))}
      </Stack>
    </Card>
  );
}

function NotYet({ problems, error }: { problems: readonly FieldProblem[]; error: Error }) {
  return (
    <Alert color="gray" variant="light" title="Not complete yet">
      {problems.length === 0 ? (
        error.message
      ) : (
        <Stack gap={4}>
          {problems.map(({ path, message }) => (
            <Text key={`${path} ${message}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {placeOf(path)}: {message}
            </Text>
          ))}
        </Stack>
      )}
    </Alert>
  );
}

const PLACES: Readonly<Record<string, string>> = {
  eventTypes: 'Events',
  actions: 'Actions',
  url: 'URL',
  body: 'Body',
  webhookUrl: 'Webhook URL',
  taskId: 'Task',
  chainId: 'Chain',
  subjectId: 'Person it is about',
};

/** `actions.0.http.url` as the form calls it: `Action 1, URL`. */
function placeOf(path: string): string {
  const parts = path.split('.');
  const last = parts.at(-1) ?? path;
  const place = PLACES[last] ?? last.charAt(0).toUpperCase() + last.slice(1);
  const index = Number(parts[1]);
  if (parts[0] === 'actions' && parts.length > 2) return `Action ${index + 1}, ${place}`;
  if (parts[0] === 'conditions' && parts.length > 1) return `Condition ${index + 1}`;
  return place;
}
