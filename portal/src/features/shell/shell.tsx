'use client';

import type { ReactNode } from 'react';
import { ViewerProvider } from '@/lib/session';
import type { ViewerQuery } from '../../../generated/graphql';
import { Frame } from './frame';

/** What stands around every page of who is signed in. */
export function Shell({ viewer, children }: { viewer: ViewerQuery; children: ReactNode }) {
  return (
    <ViewerProvider data={viewer}>
      <Frame>{children}</Frame>
    </ViewerProvider>
  );
}
