import type { Metadata } from 'next';
import { NewTaskPage } from '@/features/task';

export const metadata: Metadata = { title: 'New task' };

export default function Page() {
  return <NewTaskPage />;
}
