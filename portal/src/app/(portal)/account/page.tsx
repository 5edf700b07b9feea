import type { Metadata } from 'next';
import { AccountPage } from '@/features/account';

export const metadata: Metadata = { title: 'Your account' };

export default function Page({ searchParams }: PageProps<'/account'>) {
  return <AccountPage searchParams={searchParams} />;
}
