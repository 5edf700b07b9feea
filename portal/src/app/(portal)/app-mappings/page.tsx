import type { Metadata } from 'next';
import { AppMappingsPage } from '@/features/app-mapping/app-mappings-page';

export const metadata: Metadata = { title: 'App roles' };

export default function Page({ searchParams }: PageProps<'/app-mappings'>) {
  return <AppMappingsPage searchParams={searchParams} />;
}
