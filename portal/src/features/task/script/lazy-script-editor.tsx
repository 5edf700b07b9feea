'use client';

import { Skeleton } from '@mantine/core';
import dynamic from 'next/dynamic';

/** The editor, loaded by the pages that show one, in the browser only. */
export const LazyScriptEditor = dynamic(() => import('./script-editor').then((module) => module.ScriptEditor), {
  ssr: false,
  loading: () => <Skeleton h={320} aria-busy="true" aria-label="The editor is being loaded" />,
});
