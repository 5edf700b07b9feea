import type { Metadata } from 'next';
import { ChainsPage } from '@/features/chain';

export const metadata: Metadata = { title: 'Chains' };

export default function Page({ searchParams }: PageProps<'/chains'>) {
  return <ChainsPage searchParams={searchParams} />;
}
