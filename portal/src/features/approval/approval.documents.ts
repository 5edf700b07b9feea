import { graphql } from '@/lib/api';

export const approvalsQuery = graphql(`
  query FlowApprovals {
    flowApprovals {
      stepId
      flowId
      chainName
      message
      subjectEmail
      startedBy
      until
    }
  }
`);

export const confirmationsQuery = graphql(`
  query RunConfirmations($first: Int!, $after: String, $text: String, $direction: OrderDirection!) {
    taskRuns(status: WAITING_CONFIRMATION, first: $first, after: $after, text: $text, direction: $direction) {
      nodes {
        id
        waitingReason
        createdAt
        removals
        task {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const approveStepMutation = graphql(`
  mutation ApproveStep($id: ID!, $comment: String) {
    approveFlowStep(id: $id, comment: $comment) {
      id
    }
  }
`);

export const rejectStepMutation = graphql(`
  mutation RejectStep($id: ID!, $comment: String) {
    rejectFlowStep(id: $id, comment: $comment) {
      id
    }
  }
`);

export const confirmRunMutation = graphql(`
  mutation ConfirmWaitingRun($id: ID!) {
    confirmRun(id: $id) {
      id
    }
  }
`);

export const rejectRunMutation = graphql(`
  mutation RejectWaitingRun($id: ID!) {
    rejectRun(id: $id) {
      id
    }
  }
`);

export const flowsMovedSubscription = graphql(`
  subscription FlowsMoved($after: String) {
    actionFlowUpdated(after: $after) {
      cursor
      id
    }
  }
`);
