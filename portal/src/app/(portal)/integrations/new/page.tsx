import type { Metadata } from 'next';
import { NewIntegrationPage } from '@/features/integration';

export const metadata: Metadata = { title: 'New integration' };

export default function Page() {
  return <NewIntegrationPage />;
}
