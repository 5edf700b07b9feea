import type { Metadata } from 'next';
import { FlowsPage } from '@/features/flow';

export const metadata: Metadata = { title: 'Flows' };

export default function Page({ searchParams }: PageProps<'/flows'>) {
  return <FlowsPage searchParams={searchParams} />;
}
