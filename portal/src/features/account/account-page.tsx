import { Stack } from '@mantine/core';
import { PageHeader } from '@/components/page-header';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { apiTokensQuery, mfaMethodsQuery, sessionsQuery } from './account.documents';
import { PasswordCard } from './password-card';
import { SecondFactorCard } from './second-factor-card';
import { SessionsCard } from './sessions-card';
import { SHOWN } from './shown';
import { TokensCard } from './tokens-card';

/** What concerns one’s own sign-in: password, second factor, devices, tokens. */
export function AccountPage() {
  const queries = [prefetch(mfaMethodsQuery, {}), prefetch(sessionsQuery, SHOWN), prefetch(apiTokensQuery, SHOWN)];
  return (
    <Prefetched queries={queries}>
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
