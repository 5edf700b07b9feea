'use client';

import { Card, Text, Title } from '@mantine/core';
import { LinkText } from '@/components/link-text';
import { Table } from '@/components/table';
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
      {deliveries.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing: no integration listened to it, or its conditions did not hold.
        </Text>
      ) : (
        <Table aria-label="Deliveries of this event">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Integration</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th visibleFrom="sm">What went wrong</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {deliveries.map((delivery) => (
              <Table.Tr key={delivery.id}>
                <Table.Td>
                  <LinkText href={`/deliveries/${delivery.id}`}>
                    {delivery.integration?.name ?? 'Deleted integration'}, {actionInWords(delivery.actionKind)}
                  </LinkText>
                </Table.Td>
                <Table.Td>
                  <DeliveryStatusBadge delivery={delivery} />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Text size="sm" c="dimmed" lineClamp={1}>
                    {delivery.error}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
