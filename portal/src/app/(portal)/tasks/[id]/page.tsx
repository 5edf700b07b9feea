import type { Metadata } from 'next';
import { TaskPage } from '@/features/task';

export const metadata: Metadata = { title: 'Task' };

export default async function Page({ params }: PageProps<'/tasks/[id]'>) {
  return <TaskPage id={(await params).id} />;
}
