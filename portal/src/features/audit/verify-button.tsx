'use client';

import { Button, Stack, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { CodeText } from '@/components/code-text';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { TimeText } from '@/components/time-text';
import { callApi } from '@/lib/api';
import type { VerifyAuditQuery } from '../../../generated/graphql';
import { verifyAuditQuery } from './audit.documents';
import { verdictOf } from './verdict';

/** Checks the whole log, and tells in plain words what was found. */
export function VerifyButton() {
  const check = useMutation({ mutationFn: () => callApi(verifyAuditQuery) });
  const isShown = check.isSuccess || check.isError;
  return (
    <>
      <Button leftSection={<IconShieldCheck size={16} />} loading={check.isPending} onClick={() => check.mutate()}>
        Verify now
      </Button>
      <Dialog isOpen={isShown} onClose={check.reset} title="Verification of the audit log">
        {check.isError && <ErrorState error={check.error} onRetry={() => check.mutate()} />}
        {check.data && <Verdict found={check.data.verifyAudit} />}
      </Dialog>
    </>
  );
}

function Verdict({ found }: { found: VerifyAuditQuery['verifyAudit'] }) {
  const { title, sentences } = verdictOf(found);
  const Icon = found.intact ? IconShieldCheck : IconShieldX;
  return (
    <Stack align="center" ta="center" role="status">
      <Icon size={44} color={`var(--mantine-color-${found.intact ? 'green' : 'red'}-6)`} aria-hidden />
      <Text fw={600} size="lg">
        {title}
      </Text>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {found.head && (
        <Text size="sm" c="dimmed">
          Last sealed <TimeText value={found.head.signedAt} />, by the key <CodeText>{found.head.keyId}</CodeText>
        </Text>
      )}
    </Stack>
  );
}
