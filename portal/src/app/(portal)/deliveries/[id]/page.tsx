import type { Metadata } from 'next';
import { DeliveryPage } from '@/features/delivery-log';

export const metadata: Metadata = { title: 'Delivery' };

export default async function Page({ params }: PageProps<'/deliveries/[id]'>) {
  return <DeliveryPage id={(await params).id} />;
}
