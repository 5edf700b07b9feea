'use client';

import { Card, Title } from '@mantine/core';
import { type Column, ShortList, textColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { actionInWords, DeliveryStatusBadge } from '@/features/delivery';
import type { EventQuery } from '../../../generated/graphql';

type Delivery = EventQuery['event']['deliveries'][number];

/** What became of the event, one row for each action that it set off. */
export function EventDeliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        What it set off
      </Title>
      <ShortList
        scope="deliveries"
        noun="deliveries"
        rows={deliveries}
        columns={COLUMNS}
        hrefOf={({ id }) => `/deliveries/${id}`}
        nameOf={nameOf}
        searchLabel="Search these deliveries"
        empty={{ title: 'Nothing', text: 'No integration listened to it, or its conditions did not hold.' }}
      />
    </Card>
  );
}

const nameOf = ({ integration, actionKind }: Delivery) =>
  `${integration?.name ?? 'Deleted integration'}, ${actionInWords(actionKind)}`;

const COLUMNS: readonly Column<Delivery>[] = [
  {
    key: 'integration',
    title: 'Integration',
    sortField: 'integration',
    render: (delivery) => <LinkText href={`/deliveries/${delivery.id}`}>{nameOf(delivery)}</LinkText>,
    csv: nameOf,
  },
  {
    key: 'status',
    title: 'Status',
    sortField: 'status',
    render: (delivery) => <DeliveryStatusBadge delivery={delivery} />,
    csv: ({ status }) => status,
  },
  textColumn('error', 'What went wrong', ({ error }) => error),
];
