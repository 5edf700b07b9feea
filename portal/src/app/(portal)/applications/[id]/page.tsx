import type { Metadata } from 'next';
import { ApplicationPage } from '@/features/application';

export const metadata: Metadata = { title: 'Application' };

export default async function Page({ params }: PageProps<'/applications/[id]'>) {
  return <ApplicationPage id={(await params).id} />;
}
