import type { Metadata } from 'next';
import { FlowPage } from '@/features/flow';

export const metadata: Metadata = { title: 'Flow' };

export default async function Page({ params }: PageProps<'/flows/[id]'>) {
  return <FlowPage id={(await params).id} />;
}
