import type { Metadata } from 'next';
import { PublishingPage } from '@/features/marketplace';

export const metadata: Metadata = { title: 'Publishing' };

export default function Page() {
  return <PublishingPage />;
}
