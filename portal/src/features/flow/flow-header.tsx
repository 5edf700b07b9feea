'use client';

import { Badge } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { StatusBadge } from '@/components/status-badge';
import { subjectName } from '@/components/subject-name';
import { TimeText } from '@/components/time-text';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { FlowWholeFragment } from '../../../generated/graphql';
import { cancelFlowMutation, compensateFlowMutation, flowQuery, flowsQuery } from './flow.documents';
import { UNDER_WAY } from './under-way';

const ENDED: readonly string[] = ['SUCCESS', 'FAILED', 'CANCELLED'];

export function FlowHeader({ flow }: { flow: FlowWholeFragment }) {
  const { chainId, chainName, chainVersion, status, mode, subject, subjectId, createdAt, parentFlowId } = flow;
  const name = subjectName(subject);
  return (
    <PageHeader
      parent={{ href: '/flows', title: 'Flows' }}
      title={name ? `${chainName}: ${name}` : chainName}
      badge={
        <>
          <StatusBadge status={status} />
          {mode === 'PLAN' && (
            <Badge variant="light" tt="none">
              Plan: nothing is changed
            </Badge>
          )}
        </>
      }
      text={
        <>
          <LinkText href={`/chains/${chainId}`}>{chainName}</LinkText>,{' '}
          <LinkText href={`/chains/${chainId}?version=${chainVersion}`}>version {chainVersion}</LinkText>, started{' '}
          <TimeText value={createdAt} /> {startedBy(flow)}
          {subjectId && (
            <>
              {' '}
              for <LinkText href={`/people/${subjectId}`}>{name ?? 'a person'}</LinkText>
            </>
          )}
          {parentFlowId && (
            <>
              , as a step of <LinkText href={`/flows/${parentFlowId}`}>another flow</LinkText>
            </>
          )}
        </>
      }
      actions={<Acts flow={flow} />}
    />
  );
}

function startedBy({ integrationName, actorEmail }: FlowWholeFragment): string {
  if (integrationName) return `by the integration ${integrationName}`;
  return actorEmail ? `by ${actorEmail}` : 'by Joinery';
}

function Acts({ flow: { id, status, mode, isCompensating, steps } }: { flow: FlowWholeFragment }) {
  const { can } = useViewer();
  const invalidates = [flowQuery, flowsQuery];
  const cancel = useApiMutation(cancelFlowMutation, { invalidates });
  const compensate = useApiMutation(compensateFlowMutation, { invalidates });
  if (!can('flow:run')) return null;
  const changed = steps.filter(({ outcome, undoesId }) => outcome === 'changed' && undoesId === null).toReversed();
  const canUndo = mode === 'APPLY' && ENDED.includes(status) && !isCompensating && changed.length > 0;
  return (
    <>
      {canUndo && (
        <ConfirmAct label="Undo" title="Undo what it has changed?" onConfirm={() => compensate.mutateAsync({ id })}>
          What these steps have changed is undone, the last first: {changed.map(({ name }) => name).join(', ')}. A step
          whose action has no inverse says so, and stays.
        </ConfirmAct>
      )}
      {UNDER_WAY.includes(status) && (
        <ConfirmAct label="Cancel flow" onConfirm={() => cancel.mutateAsync({ id })}>
          No further step is begun. What it has done stays done; it can be undone afterwards.
        </ConfirmAct>
      )}
    </>
  );
}
