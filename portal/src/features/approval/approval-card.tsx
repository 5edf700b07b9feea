'use client';

import { Card, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { LinkText } from '@/components/link-text';
import { ReasonAct } from '@/components/reason-act';
import { TimeText } from '@/components/time-text';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { FlowApprovalsQuery } from '../../../generated/graphql';
import { approvalsQuery, approveStepMutation, rejectStepMutation } from './approval.documents';

type Approval = FlowApprovalsQuery['flowApprovals'][number];

/** One question, who asks it, and until when an answer counts. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const { can } = useViewer();
  const { stepId: id, flowId, chainName, message, subjectEmail, startedBy, until } = approval;
  const invalidates = [approvalsQuery];
  const approve = useApiMutation(approveStepMutation, { invalidates });
  const reject = useApiMutation(rejectStepMutation, { invalidates });
  return (
    <Card withBorder component="article" aria-label={message}>
      <Text fw={500} style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      <Text size="sm" c="dimmed">
        {can('flow:read') ? <LinkText href={`/flows/${flowId}`}>{chainName}</LinkText> : chainName}
        {subjectEmail && ` for ${subjectEmail}`}
        {startedBy && `, started by ${startedBy}`} · to be decided <TimeText value={until} />
      </Text>
      <Group gap="xs" mt="sm">
        <ReasonAct
          label="Approve"
          color="green"
          reasonLabel="Comment"
          isRequired={false}
          onConfirm={async (comment) => {
            await approve.mutateAsync({ id, comment: comment || null });
            notifications.show({ color: 'green', message: 'Approved: the flow goes on.' });
          }}
        >
          The flow goes on. Your decision is kept in the audit log, with your comment.
        </ReasonAct>
        <ReasonAct
          label="Reject"
          reasonLabel="Comment"
          isRequired={false}
          onConfirm={async (comment) => {
            await reject.mutateAsync({ id, comment: comment || null });
            notifications.show({ message: 'Rejected.' });
          }}
        >
          The step fails, and the flow goes on as its chain says for that. Your decision is kept in the audit log, with
          your comment.
        </ReasonAct>
      </Group>
    </Card>
  );
}
