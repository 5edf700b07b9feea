import type { Metadata } from 'next';
import { MarketplacePage } from '@/features/marketplace';

export const metadata: Metadata = { title: 'Marketplace' };

export default function Page({ searchParams }: PageProps<'/marketplace'>) {
  return <MarketplacePage searchParams={searchParams} />;
}
