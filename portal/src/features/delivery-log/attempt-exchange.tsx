'use client';

import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { HttpMessage } from '@/components/http-message';
import { JsonView } from '@/components/json-view';
import { readExchange } from './exchange';

/** What was sent, and beside it what came back. */
export function AttemptExchange({ request, response }: { request: unknown; response: unknown }) {
  const sent = readExchange(request);
  const answer = readExchange(response);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Side title="Request">
        {sent?.method ? (
          <HttpMessage
            label="Request"
            line={`${sent.method} ${sent.url ?? ''}`}
            headers={sent.headers ?? {}}
            body={sent.body ?? null}
            isCut={sent.isCut}
          />
        ) : (
          <Other value={request} empty="Nothing was sent." />
        )}
      </Side>
      <Side title="Response">
        {answer?.status !== undefined ? (
          <HttpMessage
            label="Response"
            line={`HTTP ${answer.status}`}
            headers={answer.headers ?? {}}
            body={answer.body ?? null}
            isCut={answer.isCut}
          />
        ) : (
          <Other value={response} empty="Nothing came back." />
        )}
      </Side>
    </SimpleGrid>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" miw={0}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Other({ value, empty }: { value: unknown; empty: string }) {
  if (value === null || value === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  }
  return <JsonView value={value} />;
}
