'use client';

import { Skeleton } from '@mantine/core';
import dynamic from 'next/dynamic';

/** The comparison, loaded by the page that shows one, in the browser only. */
export const LazyScriptDiff = dynamic(() => import('./script-diff').then((module) => module.ScriptDiff), {
  ssr: false,
  loading: () => <Skeleton h={240} aria-busy="true" aria-label="The comparison is being loaded" />,
});
