'use client';

import { Alert, Button, Group } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { LinkText } from '@/components/link-text';
import { ReasonAct } from '@/components/reason-act';
import { messageOf, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { confirmStepMutation, flowQuery, retryStepMutation, skipStepMutation } from '../flow.documents';
import type { FlowStep } from './flow-step-card';

const SMALL = { size: 'xs' } as const;

/** What a person can do about a step that has failed or waits. */
export function FlowStepActs({ step }: { step: FlowStep }) {
  const { can } = useViewer();
  const invalidates = [flowQuery];
  const retry = useApiMutation(retryStepMutation, { invalidates });
  const skip = useApiMutation(skipStepMutation, { invalidates });
  const confirm = useApiMutation(confirmStepMutation, { invalidates });
  const { id, name, status, waitingKind } = step;
  const canSkip = status === 'FAILED' || status === 'WAITING';
  if (!can('flow:run') || !canSkip) return null;
  const canRetry = status === 'FAILED' || waitingKind === 'RETRY' || waitingKind === 'UNCERTAIN';
  return (
    <>
      {retry.error && (
        <Alert mt="xs" color="red" variant="light" role="alert">
          {messageOf(retry.error)}
        </Alert>
      )}
      <Group gap="xs" mt="xs">
        {canRetry && (
          <Button
            size="xs"
            variant="default"
            aria-label={`Retry ${name}`}
            loading={retry.isPending}
            onClick={() => retry.mutate({ id })}
          >
            Retry
          </Button>
        )}
        {waitingKind === 'BUDGET' && (
          <ConfirmAct label="Confirm the removal" buttonProps={SMALL} onConfirm={() => confirm.mutateAsync({ id })}>
            The step {name} takes something away, although the removals that are allowed in an hour are used up.
          </ConfirmAct>
        )}
        <ReasonAct
          label="Skip"
          color="gray"
          buttonProps={SMALL}
          onConfirm={(reason) => skip.mutateAsync({ id, reason })}
        >
          The flow goes on without the step {name}. The reason is kept with it.
        </ReasonAct>
        {waitingKind === 'APPROVAL' && (
          <LinkText href="/approvals" size="sm">
            To the approvals
          </LinkText>
        )}
      </Group>
    </>
  );
}
