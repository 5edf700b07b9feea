import { graphql } from '@/lib/api';

export const runsQuery = graphql(`
  query Runs(
    $first: Int!
    $after: String
    $taskId: ID
    $isBuiltIn: Boolean
    $status: TaskRunStatus
    $trigger: RunTrigger
    $mode: RunMode
    $since: DateTime
    $until: DateTime
    $text: String
    $direction: OrderDirection! = DESC
  ) {
    taskRuns(
      first: $first
      after: $after
      taskId: $taskId
      isBuiltIn: $isBuiltIn
      status: $status
      trigger: $trigger
      mode: $mode
      since: $since
      until: $until
      text: $text
      direction: $direction
    ) {
      nodes {
        id
        status
        mode
        trigger
        triggeredBy
        actorEmail
        integrationName
        waitingReason
        cancelReason
        error
        errorKind
        removals
        createdAt
        startedAt
        finishedAt
        task {
          id
          name
          isBuiltIn
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

export const runQuery = graphql(`
  query Run($id: ID!) {
    taskRun(id: $id) {
      id
      status
      mode
      trigger
      actorId
      actorEmail
      integrationName
      eventId
      deliveryId
      scheduledFor
      planRunId
      planHash
      scriptVersion
      attempt
      waitingReason
      nextEligibleAt
      cancelReason
      output
      error
      errorKind
      removals
      confirmedById
      createdAt
      startedAt
      finishedAt
      logCursor
      effects {
        number
        kind
        summary
        outcome
        isRemoval
        error
        basis
        data
        result
        at
      }
      task {
        id
        name
        isBuiltIn
        timeoutSeconds
      }
    }
  }
`);

export const runLogQuery = graphql(`
  query RunLog($id: ID!, $after: ID) {
    taskRun(id: $id) {
      id
      logs(first: 1000, after: $after) {
        id
        level
        text
        at
      }
    }
  }
`);

export const runUpdatedSubscription = graphql(`
  subscription RunUpdated($taskId: ID, $after: String) {
    taskRunUpdated(taskId: $taskId, after: $after) {
      id
      status
      waitingReason
      cancelReason
      error
      errorKind
      removals
      startedAt
      finishedAt
      cursor
    }
  }
`);

export const runLogSubscription = graphql(`
  subscription RunLogLines($runId: ID!, $after: String) {
    runLog(runId: $runId, after: $after) {
      id
      level
      text
      at
      cursor
    }
  }
`);

export const startRunMutation = graphql(`
  mutation StartRun($id: ID!, $mode: RunMode!) {
    runTask(id: $id, mode: $mode) {
      id
      status
      cancelReason
    }
  }
`);

export const applyPlanMutation = graphql(`
  mutation ApplyPlan($runId: ID!) {
    applyPlan(runId: $runId) {
      id
    }
  }
`);

export const cancelRunMutation = graphql(`
  mutation CancelRun($id: ID!) {
    cancelRun(id: $id) {
      id
      status
    }
  }
`);

export const confirmRunMutation = graphql(`
  mutation ConfirmRun($id: ID!) {
    confirmRun(id: $id) {
      id
      status
    }
  }
`);

export const rejectRunMutation = graphql(`
  mutation RejectRun($id: ID!) {
    rejectRun(id: $id) {
      id
      status
    }
  }
`);
