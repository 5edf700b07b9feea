'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { MappingsCard } from '@/features/app-mapping';
import { ApiError, apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ApplicationQuery } from '../../../generated/graphql';
import { applicationQuery, applicationsQuery, deleteApplicationMutation } from './application.documents';
import { Credentials } from './credentials';
import { EditApplicationButton } from './edit-application-button';

/** One application: how it signs in, and who has which role in it. */
export function ApplicationDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(applicationQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <Header application={data.application} />
      <Stack>
        <Credentials application={data.application} />
        <MappingsCard of={{ applicationId: id }} />
      </Stack>
    </>
  );
}

function Header({ application }: { application: ApplicationQuery['application'] }) {
  const router = useRouter();
  const { can } = useViewer();
  const { id, name, description } = application;
  const remove = useApiMutation(deleteApplicationMutation, { invalidates: [applicationsQuery] });
  return (
    <PageHeader
      parent={{ href: '/applications', title: 'Applications' }}
      title={name}
      text={description || 'No description'}
      actions={
        can('application:write') && (
          <>
            <ConfirmAct
              label="Delete application"
              onConfirm={async () => {
                await remove.mutateAsync({ id });
                router.replace('/applications');
              }}
            >
              The application {name} is deleted, with every role in it; whatever signs in with its client id is refused
              from then on, and integrations hear of each role that ends. This cannot be undone.
            </ConfirmAct>
            <EditApplicationButton application={application} />
          </>
        )
      }
    />
  );
}
