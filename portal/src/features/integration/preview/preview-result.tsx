'use client';

import { Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { HttpMessage } from '@/components/http-message';
import type { PreviewIntegrationQuery } from '../../../../generated/graphql';
import { titleOfKind } from '../actions/action-kinds';
import { ConditionOutcome } from './condition-outcome';

type Preview = PreviewIntegrationQuery['previewIntegration'][number];

/** What one action would do; with the first, how each condition turned out. */
export function PreviewResult({ preview, isFirst }: { preview: Preview; isFirst: boolean }) {
  const { matched, explanation, kind, actionIndex, request, message, error } = preview;
  return (
    <Stack gap="xs">
      {isFirst && (
        <>
          <Badge color={matched ? 'green' : 'gray'} variant="light" tt="none">
            {matched ? 'It would fire' : 'It would not fire'}
          </Badge>
          <ConditionOutcome explanation={explanation} />
        </>
      )}
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {actionIndex + 1}. {titleOfKind(kind)}
        </Text>
        {request?.isSigned && (
          <Badge size="sm" variant="outline" color="gray" tt="none">
            Signed
          </Badge>
        )}
      </Group>
      {error && (
        <Alert color="red" variant="light">
          {error}
        </Alert>
      )}
      {message && <Text size="sm">{message}</Text>}
      {request && (
        <HttpMessage
          label={`Request of action ${actionIndex + 1}`}
          line={`${request.method} ${request.url}`}
          headers={Object.fromEntries(request.headers.map(({ name, value }) => [name, value]))}
          body={request.body ?? null}
        />
      )}
    </Stack>
  );
}
