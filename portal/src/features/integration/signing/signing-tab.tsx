'use client';

import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { CopyField } from '@/components/copy-field';
import { ErrorState } from '@/components/error-state';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { signingSecretQuery } from '../integration.documents';
import { RotateButton } from './rotate-button';

/** What receivers verify requests with. It is asked for by a press, because each look is in the audit log. */
export function SigningTab({ integrationId }: { integrationId: string }) {
  const [isShown, setShown] = useState(false);
  const { data, error, isFetching } = useQuery({
    ...apiQuery(signingSecretQuery, { integrationId }),
    enabled: isShown,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const secret = isShown ? data?.signingSecret : undefined;
  return (
    <Card withBorder maw={720}>
      <Title order={2} size="h4">
        Signing secret
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Requests are signed by Standard Webhooks 1.0: the receiver computes an HMAC over <CodeText>webhook-id</CodeText>
        , <CodeText>webhook-timestamp</CodeText> and the body with this secret, and compares it with{' '}
        <CodeText>webhook-signature</CodeText>. Looking at it is noted in the audit log.
      </Text>
      <Stack>
        {error && <ErrorState error={error} />}
        {secret ? (
          <>
            <CopyField label="Secret" value={secret.secret} />
            {secret.previousSecret && (
              <>
                <CopyField label="Previous secret" value={secret.previousSecret} />
                <Text size="sm">
                  Requests are signed by both until the previous one ends, <TimeText value={secret.previousExpiresAt} />
                  .
                </Text>
              </>
            )}
          </>
        ) : (
          <Button
            variant="default"
            w="fit-content"
            leftSection={<IconEye size={16} />}
            loading={isFetching}
            onClick={() => setShown(true)}
          >
            Show the secret
          </Button>
        )}
        <RotateButton integrationId={integrationId} onRotated={() => setShown(true)} />
      </Stack>
    </Card>
  );
}
