import type { Metadata } from 'next';
import { ProvidersPage } from '@/features/settings';

export const metadata: Metadata = { title: 'Sign-in providers' };

export default function Page({ searchParams }: PageProps<'/settings/providers'>) {
  return <ProvidersPage searchParams={searchParams} />;
}
