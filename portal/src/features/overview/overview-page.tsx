'use client';

import { Text } from '@mantine/core';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { useViewer } from '@/lib/session';

export function OverviewPage() {
  const { tenant, user } = useViewer();
  return (
    <>
      <PageHeader title={tenant.name} text={`Signed in as ${user.email}.`} />
      <Text>
        Begin with{' '}
        <LinkText href="/groups" underline="always">
          the groups
        </LinkText>{' '}
        of your directory.
      </Text>
    </>
  );
}
