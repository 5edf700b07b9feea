import type { Metadata } from 'next';
import { RunPage } from '@/features/task';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: PageProps<'/runs/[id]'>) {
  return <RunPage id={(await params).id} />;
}
