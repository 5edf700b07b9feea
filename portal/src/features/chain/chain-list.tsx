'use client';

import { IconPlus } from '@tabler/icons-react';
import {
  type BulkAct,
  type Column,
  FilterSelect,
  ListPage,
  nameColumn,
  textColumn,
  timeColumn,
} from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ChainsQuery } from '../../../generated/graphql';
import { deleteChainMutation } from './chain.documents';
import { chainListing } from './listing';
import { PURPOSES, purposeLabel } from './purpose';

type Row = ChainsQuery['actionChains']['nodes'][number];

const hrefOf = ({ id }: Row) => `/chains/${id}`;

const COLUMNS: readonly Column<Row>[] = [
  nameColumn(hrefOf),
  textColumn('description', 'Description', ({ description }) => description),
  {
    key: 'purpose',
    title: 'Purpose',
    sortField: 'PURPOSE',
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
  timeColumn('updated', 'Changed', ({ updatedAt }) => updatedAt, { sortField: 'UPDATED_AT' }),
];

const DELETE: BulkAct<Row> = {
  label: 'Delete',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The chain ${rows[0]?.name} is` : `${rows.length} chains are`} deleted. Flows that were started go on to their end. This cannot be undone.`,
  run: ({ id }) => callApi(deleteChainMutation, { id }),
};

/** Every chain of the tenant. */
export function ChainList() {
  const { can } = useViewer();
  return (
    <ListPage
      title="Chains"
      text="Ordered steps that give access or take it away: each an action at a provider, or of Joinery itself."
      actions={<NewChain />}
      listing={chainListing}
      noun="chains"
      columns={COLUMNS}
      hrefOf={hrefOf}
      nameOf={({ name }) => name}
      searchLabel="Search chains"
      filters={<FilterSelect name="purpose" label="Purpose" options={PURPOSES} />}
      bulkActs={can('chain:write') ? [DELETE] : []}
      empty={{
        title: 'No chains yet',
        text: 'A chain says once how access is given: add to the team, ask for approval, tell the person.',
        action: <NewChain />,
      }}
    />
  );
}

function NewChain() {
  const { can } = useViewer();
  if (!can('chain:write')) return null;
  return (
    <LinkButton href="/chains/new" leftSection={<IconPlus size={16} />}>
      New chain
    </LinkButton>
  );
}
