import type { Metadata } from 'next';
import { RunsPage } from '@/features/task';

export const metadata: Metadata = { title: 'Runs' };

export default function Page({ searchParams }: PageProps<'/runs'>) {
  return <RunsPage searchParams={searchParams} />;
}
