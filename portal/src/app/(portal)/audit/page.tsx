import type { Metadata } from 'next';
import { AuditPage } from '@/features/audit';

export const metadata: Metadata = { title: 'Audit' };

export default function Page({ searchParams }: PageProps<'/audit'>) {
  return <AuditPage searchParams={searchParams} />;
}
