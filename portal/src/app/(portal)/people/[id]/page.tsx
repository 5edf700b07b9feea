import type { Metadata } from 'next';
import { PersonPage } from '@/features/person';

export const metadata: Metadata = { title: 'Person' };

export default async function Page({ params }: PageProps<'/people/[id]'>) {
  return <PersonPage id={(await params).id} />;
}
