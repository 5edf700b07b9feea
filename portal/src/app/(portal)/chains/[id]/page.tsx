import type { Metadata } from 'next';
import { ChainPage } from '@/features/chain';

export const metadata: Metadata = { title: 'Chain' };

export default async function Page({ params }: PageProps<'/chains/[id]'>) {
  return <ChainPage id={(await params).id} />;
}
