import type { ReactNode } from 'react';
import { Shell } from '@/features/shell';
import { requireViewer } from '@/lib/session/require-viewer';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  return <Shell viewer={await requireViewer()}>{children}</Shell>;
}
