import type { Metadata } from 'next';
import { ImportReportPage } from '@/features/import';

export const metadata: Metadata = { title: 'Import' };

export default async function Page({ params }: PageProps<'/people/import/[id]'>) {
  return <ImportReportPage id={(await params).id} />;
}
