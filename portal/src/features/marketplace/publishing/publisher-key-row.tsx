'use client';

import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { CopyField } from '@/components/copy-field';
import { FormProblem } from '@/components/form-problem';
import { ReasonAct } from '@/components/reason-act';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { Publisher } from './publishers';
import { publishersQuery, revokePublisherKeyMutation, verifyPublisherKeyMutation } from './publishing.documents';

type PublisherKey = Publisher['keys'][number];

export function PublisherKeyRow({ publisherKey: key }: { publisherKey: PublisherKey }) {
  const { can } = useViewer();
  const revoke = useApiMutation(revokePublisherKeyMutation, { invalidates: [publishersQuery] });
  const status = key.revokedAt ? 'REVOKED' : key.verifiedAt ? 'ACTIVE' : 'UNPROVEN';
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Text size="sm" fw={500}>
            {key.name}
          </Text>
          <CodeText>{key.kid.slice(0, 16)}…</CodeText>
          <StatusBadge status={status} />
          <Text size="sm" c="dimmed">
            since <TimeText value={key.revokedAt ?? key.verifiedAt ?? key.createdAt} />
          </Text>
        </Group>
        {can('plugin:publish') && !key.revokedAt && (
          <ReasonAct
            label="Revoke key"
            onConfirm={(reason) => revoke.mutateAsync({ id: key.id, reason })}
            buttonProps={{ size: 'xs' }}
          >
            Nothing that it has signed is loaded any more, for anyone who has it installed; they are shown the reason.
            This cannot be undone.
          </ReasonAct>
        )}
      </Group>
      {status === 'UNPROVEN' && can('plugin:publish') && <ProveKey publisherKey={key} />}
    </Stack>
  );
}

function ProveKey({ publisherKey: { id, challenge } }: { publisherKey: PublisherKey }) {
  const verify = useApiMutation(verifyPublisherKeyMutation, { invalidates: [publishersQuery] });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { signature: '' } });
  return (
    <form onSubmit={submit(({ signature }) => verify.mutateAsync({ input: { id, signature: signature.trim() } }))}>
      <Stack gap="xs">
        <FormProblem problem={problem} />
        <CopyField label="Challenge" description="Sign it with the key’s private half" value={challenge} />
        <Textarea
          label="Signature over the challenge"
          required
          autosize
          minRows={2}
          {...form.getInputProps('signature')}
          key={form.key('signature')}
        />
        <Group>
          <Button type="submit" size="xs" loading={isBusy}>
            Take the key into use
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
