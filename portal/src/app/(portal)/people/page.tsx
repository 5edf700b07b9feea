import type { Metadata } from 'next';
import { PeoplePage } from '@/features/person';

export const metadata: Metadata = { title: 'People' };

export default function Page({ searchParams }: PageProps<'/people'>) {
  return <PeoplePage searchParams={searchParams} />;
}
