'use client';

import { Badge, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type BulkAct, BY_TIME, type Column, FilterSelect, ListPage } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { inWords, StatusBadge, statusInWords } from '@/components/status-badge';
import { subjectName } from '@/components/subject-name';
import { TimeText } from '@/components/time-text';
import { ChainFilter, PersonFilter } from '@/features/picker';
import { callApi, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import { useViewer } from '@/lib/session';
import type { FlowSummaryFragment, FlowsQuery } from '../../../generated/graphql';
import { cancelFlowMutation, flowsQuery, flowsUpdatedSubscription } from './flow.documents';
import { flowListing, STATUSES } from './listing';

const COLUMNS: readonly Column<FlowSummaryFragment>[] = [
  {
    key: 'chain',
    title: 'Chain',
    render: ({ id, chainName, mode, subject }) => (
      <Group gap={0} style={{ columnGap: 8 }}>
        <LinkText href={`/flows/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
          {chainName}
        </LinkText>
        {mode === 'PLAN' && <PlanBadge />}
        <Text size="xs" c="dimmed" hiddenFrom="sm" w="100%">
          {subjectName(subject)}
        </Text>
      </Group>
    ),
    csv: ({ chainName }) => chainName,
  },
  {
    key: 'subject',
    title: 'About',
    isSecondary: true,
    render: ({ subject }) => subjectName(subject) ?? '–',
    csv: ({ subject }) => subjectName(subject),
  },
  {
    key: 'status',
    title: 'Status',
    width: 130,
    render: ({ status }) => <StatusBadge status={status} />,
    csv: ({ status }) => status,
  },
  {
    key: 'waits',
    title: 'Reason',
    isSecondary: true,
    render: ({ waitingFor, error }) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {error ?? waitingFor}
      </Text>
    ),
    csv: ({ waitingFor, error }) => error ?? waitingFor,
  },
  {
    key: 'started',
    title: 'Started by',
    isSecondary: true,
    render: ({ actorEmail, integrationName, trigger }) => (
      <Text size="sm" lineClamp={1}>
        {integrationName ?? actorEmail ?? inWords(trigger)}
      </Text>
    ),
    csv: ({ actorEmail, integrationName }) => integrationName ?? actorEmail,
  },
  {
    key: 'created',
    title: 'Started',
    sortField: BY_TIME,
    isSecondary: true,
    width: 140,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

const STATUS_OPTIONS = STATUSES.map((value) => ({ value, label: statusInWords(value) }));
const MODE_OPTIONS = [
  { value: 'APPLY', label: 'Done for real' },
  { value: 'PLAN', label: 'Plans' },
];

const CANCEL: BulkAct<FlowSummaryFragment> = {
  label: 'Cancel',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The flow of ${rows[0]?.chainName} ends` : `${rows.length} flows end`} where they are. What their steps have done stays done.`,
  run: ({ id }) => callApi(cancelFlowMutation, { id }),
};

/** Every flow of every chain, as they go. */
export function FlowList() {
  const { can } = useViewer();
  useLiveFlows();
  return (
    <ListPage
      title="Flows"
      text="What chains are doing, and have done: each flow is one execution of a chain."
      listing={flowListing}
      noun="flows"
      columns={COLUMNS}
      hrefOf={({ id }) => `/flows/${id}`}
      nameOf={({ chainName, subject }) => `${chainName} ${subjectName(subject) ?? ''}`}
      searchLabel="Search by chain"
      filters={
        <>
          <FilterSelect name="status" label="Status" options={STATUS_OPTIONS} />
          <FilterSelect name="mode" label="Mode" options={MODE_OPTIONS} />
          <ChainFilter name="chain" label="Chain" />
          <PersonFilter name="person" label="About" />
        </>
      }
      bulkActs={can('flow:run') ? [CANCEL] : []}
      refetchMs={15_000}
      empty={{
        title: 'No flows yet',
        text: 'A flow begins when a chain is started: by hand, by an integration or by a task.',
      }}
    />
  );
}

/** Rows that are shown change where they stand; a flow that is new has the list asked again. */
function useLiveFlows(): void {
  const client = useQueryClient();
  useLive(flowsUpdatedSubscription, {}, (rows) => {
    const latest = new Map(rows.map(({ actionFlowUpdated: { cursor: _, ...flow } }) => [flow.id, flow]));
    const queryKey = queryKeyOf(flowsQuery);
    client.setQueriesData<FlowsQuery>({ queryKey }, (data) => {
      if (!data) return data;
      const nodes = data.actionFlows.nodes.map((flow) => {
        const changed = latest.get(flow.id);
        latest.delete(flow.id);
        return changed ?? flow;
      });
      return { ...data, actionFlows: { ...data.actionFlows, nodes } };
    });
    if (latest.size > 0) void client.invalidateQueries({ queryKey });
  });
}

function PlanBadge() {
  return (
    <Badge variant="light" tt="none" size="sm">
      Plan
    </Badge>
  );
}
