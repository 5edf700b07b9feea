import type { Metadata } from 'next';
import { DeploymentPage } from '@/features/settings';

export const metadata: Metadata = { title: 'Deployment' };

export default function Page() {
  return <DeploymentPage />;
}
