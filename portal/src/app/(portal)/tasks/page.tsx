import type { Metadata } from 'next';
import { TasksPage } from '@/features/task';

export const metadata: Metadata = { title: 'Tasks' };

export default function Page({ searchParams }: PageProps<'/tasks'>) {
  return <TasksPage searchParams={searchParams} />;
}
