import type { Metadata } from 'next';
import { AttributesPage } from '@/features/settings';

export const metadata: Metadata = { title: 'Attributes' };

export default function Page() {
  return <AttributesPage />;
}
