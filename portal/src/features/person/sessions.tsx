'use client';

import { Card, Title } from '@mantine/core';
import { SessionList } from '@/features/session-list';

/** Where the person is signed in now. */
export function Sessions({ userId }: { userId: string }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Sessions
      </Title>
      <SessionList userId={userId} />
    </Card>
  );
}
