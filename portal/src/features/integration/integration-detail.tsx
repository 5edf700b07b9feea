'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { ErrorState } from '@/components/error-state';
import { type KeptTab, KeptTabs } from '@/components/kept-tabs';
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
type Tab = (typeof TABS)[number];

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
  const tabs: KeptTab<Tab>[] = [
    { value: 'deliveries', title: 'Deliveries', content: <DeliveryTable integrationId={id} /> },
    { value: 'setup', title: 'Set-up', content: <SetupTab integration={integration} /> },
  ];
  if (can('integration:write')) {
    tabs.push({ value: 'signing', title: 'Signing', content: <SigningTab integrationId={id} /> });
  }
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
      <KeptTabs tabs={tabs} value={tabs.some(({ value }) => value === tab) ? tab : 'deliveries'} onChange={setTab} />
    </>
  );
}
