'use client';

import { Text } from '@mantine/core';
import { parseAsString, useQueryState } from 'nuqs';
import { type Column, DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { TimeText } from '@/components/time-text';
import { useViewer } from '@/lib/session';
import type { ChainsQuery } from '../../../generated/graphql';
import { chainsQuery } from './chain.documents';
import { chainListVariables, PURPOSES, purposeLabel } from './list-variables';

type Row = ChainsQuery['actionChains']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <LinkText href={`/chains/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </LinkText>
    ),
    csv: ({ name }) => name,
  },
  {
    key: 'description',
    title: 'Description',
    isSecondary: true,
    render: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {description}
      </Text>
    ),
    csv: ({ description }) => description,
  },
  {
    key: 'purpose',
    title: 'Purpose',
    render: ({ purpose }) => purposeLabel(purpose),
    csv: ({ purpose }) => purpose,
  },
  {
    key: 'steps',
    title: 'Steps',
    width: 80,
    align: 'right',
    render: ({ steps }) => steps.length,
    csv: ({ steps }) => steps.length,
  },
  {
    key: 'updated',
    title: 'Changed',
    isSecondary: true,
    width: 150,
    render: ({ updatedAt }) => <TimeText value={updatedAt} />,
    csv: ({ updatedAt }) => updatedAt,
  },
];

/** Every chain of the tenant. */
export function ChainList() {
  const [purpose] = useQueryState('purpose', parseAsString);
  return (
    <>
      <PageHeader
        title="Chains"
        text="Ordered steps that give access or take it away: each an action at a provider, or of Joinery itself."
        actions={<NewChain />}
      />
      <DataList
        noun="chains"
        document={chainsQuery}
        variables={(state, page) => chainListVariables(state, purpose, page)}
        page={(data) => data.actionChains}
        columns={COLUMNS}
        hrefOf={({ id }) => `/chains/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search chains"
        filters={<FilterSelect name="purpose" label="Purpose" options={PURPOSES} />}
        isFiltered={purpose !== null}
        empty={{
          title: 'No chains yet',
          text: 'A chain says once how access is given: add to the team, ask for approval, tell the person.',
          action: <NewChain />,
        }}
      />
    </>
  );
}

function NewChain() {
  const { can } = useViewer();
  return can('chain:write') ? <LinkButton href="/chains/new">New chain</LinkButton> : null;
}
