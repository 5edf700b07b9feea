'use client';

import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { useViewer } from '@/lib/session';
import type { OwnPublishersQuery } from '../../../../generated/graphql';
import { CreatePublisherButton } from './create-publisher-button';
import { PublisherKeyRow } from './publisher-key-row';
import { RegisterKeyButton } from './register-key-button';

export type Publisher = OwnPublishersQuery['publishers']['nodes'][number];

/** Under which names this tenant publishes, and the keys that stand for them. */
export function Publishers({ publishers }: { publishers: readonly Publisher[] }) {
  const { can } = useViewer();
  return (
    <section aria-label="Publishers">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Publishers and keys
        </Title>
        {can('plugin:publish') && <CreatePublisherButton />}
      </Group>
      {publishers.length === 0 && (
        <Text size="sm" c="dimmed">
          No publisher yet. A publisher is the name that plugins are signed for.
        </Text>
      )}
      <Stack gap="sm">
        {publishers.map((publisher) => (
          <PublisherCard key={publisher.id} publisher={publisher} />
        ))}
      </Stack>
    </section>
  );
}

function PublisherCard({ publisher }: { publisher: Publisher }) {
  const { can } = useViewer();
  const { id, name, slug, isPrivate, isTrusted, keys } = publisher;
  return (
    <Card withBorder>
      <Group justify="space-between" align="flex-start">
        <Group gap="sm">
          <Title order={3} size="h5">
            {name}
          </Title>
          <CodeText>{slug}</CodeText>
          <Badge variant="light" color="gray" tt="none">
            {isPrivate ? 'For us alone' : 'For everyone'}
          </Badge>
          {isTrusted && (
            <Badge variant="light" color="green" tt="none">
              Trusted
            </Badge>
          )}
        </Group>
        {can('plugin:publish') && <RegisterKeyButton publisherId={id} />}
      </Group>
      <Stack gap="sm" mt="sm">
        {keys.length === 0 && (
          <Text size="sm" c="dimmed">
            No key yet: nothing can be signed.
          </Text>
        )}
        {keys.map((key) => (
          <PublisherKeyRow key={key.id} publisherKey={key} />
        ))}
      </Stack>
    </Card>
  );
}
