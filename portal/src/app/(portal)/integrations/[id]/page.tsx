import type { Metadata } from 'next';
import { IntegrationPage } from '@/features/integration';

export const metadata: Metadata = { title: 'Integration' };

export default async function Page({ params }: PageProps<'/integrations/[id]'>) {
  return <IntegrationPage id={(await params).id} />;
}
