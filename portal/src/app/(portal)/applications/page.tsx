import type { Metadata } from 'next';
import { ApplicationsPage } from '@/features/application';

export const metadata: Metadata = { title: 'Applications' };

export default function Page({ searchParams }: PageProps<'/applications'>) {
  return <ApplicationsPage searchParams={searchParams} />;
}
