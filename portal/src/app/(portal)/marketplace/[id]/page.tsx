import type { Metadata } from 'next';
import { PluginPage } from '@/features/marketplace';

export const metadata: Metadata = { title: 'Plugin' };

export default async function Page({ params }: PageProps<'/marketplace/[id]'>) {
  return <PluginPage id={(await params).id} />;
}
