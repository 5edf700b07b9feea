'use client';

import { Alert, Anchor, Card, Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { CopyField } from '@/components/copy-field';
import { FactList } from '@/components/fact-grid';
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
          <FactList
            facts={[
              { label: 'Secret made', value: <TimeText value={secretRotatedAt} /> },
              { label: 'Application created', value: <TimeText value={createdAt} /> },
              ...(homepageUrl ? [{ label: 'Homepage', value: <Homepage url={homepageUrl} /> }] : []),
            ]}
          />
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

function Homepage({ url }: { url: string }) {
  return (
    <Anchor inherit href={url} target="_blank" rel="noreferrer noopener">
      {url}
    </Anchor>
  );
}
