import type { Metadata } from 'next';
import { NewChainPage } from '@/features/chain';

export const metadata: Metadata = { title: 'New chain' };

export default function Page() {
  return <NewChainPage />;
}
