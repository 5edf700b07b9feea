'use client';

import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { ApiError } from '@/lib/api';
import { cssVariables, theme } from '@/lib/theme';
import { Notices } from './notices';

/** An answer that is so old is asked again when its page is shown again. */
const STALE_MS = 10_000;
const MOST_RETRIES = 2;

const IS_WORTH_RETRYING = new Set(['OFFLINE', 'UPSTREAM_FAILED']);

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ''}
    >
      <Notices />
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function createClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenEnded }),
    mutationCache: new MutationCache({ onError: leaveWhenEnded }),
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (count, error) => count < MOST_RETRIES && error instanceof ApiError && IS_WORTH_RETRYING.has(error.code),
      },
    },
  });
}

/** A session that has ended, here or elsewhere, leads to where a new one begins, and back. */
function leaveWhenEnded(error: Error): void {
  if (!(error instanceof ApiError) || error.code !== 'UNAUTHENTICATED') return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
