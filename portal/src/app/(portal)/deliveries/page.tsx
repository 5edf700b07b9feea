import type { Metadata } from 'next';
import { DeliveriesPage } from '@/features/delivery-log';

export const metadata: Metadata = { title: 'Deliveries' };

export default function Page({ searchParams }: PageProps<'/deliveries'>) {
  return <DeliveriesPage searchParams={searchParams} />;
}
