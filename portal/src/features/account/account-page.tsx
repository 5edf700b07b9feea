import { Stack } from '@mantine/core';
import type { SearchParams } from 'nuqs/server';
import { prefetchList } from '@/components/data-list/prefetched-list';
import { PageHeader } from '@/components/page-header';
import { sessionListing } from '@/features/session-list';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { mfaMethodsQuery } from './account.documents';
import { PasswordCard } from './password-card';
import { SecondFactorCard } from './second-factor-card';
import { SessionsCard } from './sessions-card';
import { tokenListing } from './token-listing';
import { TokensCard } from './tokens-card';

/** What concerns one’s own sign-in: password, second factor, devices, tokens. */
export async function AccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const sessions = await prefetchList(sessionListing(), searchParams);
  const tokens = await prefetchList(tokenListing, searchParams);
  return (
    <Prefetched queries={[prefetch(mfaMethodsQuery, {}), sessions, tokens]}>
      <PageHeader title="Your account" text="How you sign in, and what acts in your name." />
      <Stack gap="lg">
        <SecondFactorCard />
        <SessionsCard />
        <TokensCard />
        <PasswordCard />
      </Stack>
    </Prefetched>
  );
}
