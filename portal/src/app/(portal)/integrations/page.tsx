import type { Metadata } from 'next';
import { IntegrationsPage } from '@/features/integration';

export const metadata: Metadata = { title: 'Integrations' };

export default function Page({ searchParams }: PageProps<'/integrations'>) {
  return <IntegrationsPage searchParams={searchParams} />;
}
