'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { OwnVersions } from './own-versions';
import { PublishButton } from './publish-button';
import { Publishers } from './publishers';
import { ownVersionsQuery, publishersQuery } from './publishing.documents';

/** What this tenant publishes: who signs, what waits for approval, what is out. */
export function Publishing() {
  const { can } = useViewer();
  const publishers = useQuery(apiQuery(publishersQuery, {}));
  const plugins = useQuery(apiQuery(ownVersionsQuery, {}));
  const error = publishers.error ?? plugins.error;
  if (error)
    return <ErrorState error={error} onRetry={() => void publishers.refetch().then(() => plugins.refetch())} />;
  if (!publishers.data || !plugins.data) return <PageLoading />;
  const own = publishers.data.publishers.nodes;
  const versions = plugins.data.plugins.nodes.flatMap(({ versions, ...plugin }) =>
    versions.map((version) => ({ ...version, plugin })),
  );
  const isReady = own.some(({ keys }) => keys.some(({ verifiedAt, revokedAt }) => verifiedAt && !revokedAt));
  return (
    <>
      <PageHeader
        parent={{ href: '/marketplace', title: 'Marketplace' }}
        title="Publishing"
        text="Plugins of your own: signed by your key, approved by your administrators, installed like any other."
        actions={can('plugin:publish') && isReady && <PublishButton />}
      />
      <Stack gap="lg">
        <OwnVersions versions={versions} />
        <Publishers publishers={own} />
      </Stack>
    </>
  );
}
