import type { Metadata } from 'next';
import { RolesPage } from '@/features/settings';

export const metadata: Metadata = { title: 'Roles' };

export default function Page() {
  return <RolesPage />;
}
