'use client';

import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { StatusBadge } from '@/components/status-badge';
import { DeliveryTable } from '@/features/delivery';
import { ApiError, apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { integrationQuery } from './integration.documents';
import { IntegrationActs } from './integration-acts';
import { IntegrationHealth } from './integration-health';
import { STATE_WORDS, stateOf } from './integration-state';

const SetupTab = dynamic(() => import('./setup-tab').then((module) => module.SetupTab));
const SigningTab = dynamic(() => import('./signing/signing-tab').then((module) => module.SigningTab));

const TABS = ['deliveries', 'setup', 'signing'] as const;

/** One integration: how it does, what it has delivered, how it is set up, and what its requests are signed with. */
export function IntegrationDetail({ id }: { id: string }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(integrationQuery, { id }));
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('deliveries'));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { integration } = data;
  const state = stateOf(integration);
  return (
    <>
      <PageHeader
        parent={{ href: '/integrations', title: 'Integrations' }}
        title={integration.name}
        badge={<StatusBadge status={state} label={STATE_WORDS[state]} />}
        text={integration.description || undefined}
        actions={<IntegrationActs integration={integration} />}
      />
      <IntegrationHealth integration={integration} />
      <Tabs
        value={tab}
        onChange={(value) => void setTab(TABS.find((known) => known === value) ?? null)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="deliveries">Deliveries</Tabs.Tab>
          <Tabs.Tab value="setup">Set-up</Tabs.Tab>
          {can('integration:write') && <Tabs.Tab value="signing">Signing</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="deliveries">
          <DeliveryTable integrationId={id} />
        </Tabs.Panel>
        <Tabs.Panel value="setup">
          <SetupTab integration={integration} />
        </Tabs.Panel>
        {can('integration:write') && (
          <Tabs.Panel value="signing">
            <SigningTab integrationId={id} />
          </Tabs.Panel>
        )}
      </Tabs>
    </>
  );
}
