'use client';

import { Alert, Anchor, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { CopyField } from '@/components/copy-field';
import { TimeText } from '@/components/time-text';
import { useViewer } from '@/lib/session';
import type { ApplicationQuery } from '../../../generated/graphql';
import { RotateSecret } from './rotate-secret';

/** How the application signs in. The secret itself is never shown again. */
export function Credentials({ application }: { application: ApplicationQuery['application'] }) {
  const { can } = useViewer();
  const { id, name, clientId, homepageUrl, secretRotatedAt, previousSecretExpiresAt, createdAt } = application;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Credentials
        </Title>
        {can('application:write') && <RotateSecret id={id} name={name} />}
      </Group>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <CopyField
            label="Client id"
            value={clientId}
            description="What the application calls itself; never changes"
          />
          <Stack gap={4}>
            <Text size="sm">
              Secret made <TimeText value={secretRotatedAt} />
            </Text>
            <Text size="sm">
              Application created <TimeText value={createdAt} />
            </Text>
            {homepageUrl && (
              <Anchor size="sm" href={homepageUrl} target="_blank" rel="noreferrer noopener">
                {homepageUrl}
              </Anchor>
            )}
          </Stack>
        </SimpleGrid>
        {previousSecretExpiresAt && new Date(previousSecretExpiresAt) > new Date() && (
          <Alert color="yellow" variant="light" icon={<IconClockHour4 />} title="Two secrets work">
            The secret before is taken as well; it ends <TimeText value={previousSecretExpiresAt} />.
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
