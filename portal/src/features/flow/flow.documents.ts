import { graphql } from '@/lib/api';

graphql(`
  fragment FlowSummary on ActionFlow {
    id
    status
    mode
    chainId
    chainName
    chainVersion
    subject
    subjectId
    trigger
    actorEmail
    integrationName
    waitingFor
    wakeAt
    isCompensating
    error
    createdAt
    startedAt
    finishedAt
  }
`);

graphql(`
  fragment FlowWhole on ActionFlow {
    ...FlowSummary
    input
    cancelReason
    parentFlowId
    eventId
    steps {
      id
      position
      name
      actionType
      actionTitle
      connectionId
      effect
      status
      outcome
      reason
      error
      errorKind
      waitingFor
      waitingKind
      waitingUntil
      undoesId
      attempts
      input
      output
      startedAt
      finishedAt
      tries {
        number
        outcome
        error
        errorKind
        effects
        logs
        startedAt
        finishedAt
      }
    }
  }
`);

export const flowsQuery = graphql(`
  query Flows(
    $first: Int!
    $after: String
    $text: String
    $status: ActionFlowStatus
    $mode: RunMode
    $chainId: ID
    $subjectId: ID
    $direction: OrderDirection!
  ) {
    actionFlows(
      first: $first
      after: $after
      text: $text
      status: $status
      mode: $mode
      chainId: $chainId
      subjectId: $subjectId
      direction: $direction
    ) {
      nodes {
        ...FlowSummary
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const flowQuery = graphql(`
  query Flow($id: ID!) {
    actionFlow(id: $id) {
      ...FlowWhole
    }
  }
`);

export const callbackUrlsQuery = graphql(`
  query FlowCallbackUrls($flowId: ID!) {
    actionFlow(id: $flowId) {
      id
      steps {
        id
        callbackUrl
      }
    }
  }
`);

export const flowUpdatedSubscription = graphql(`
  subscription FlowUpdated($flowId: ID!, $after: String) {
    actionFlowUpdated(flowId: $flowId, after: $after) {
      cursor
      ...FlowWhole
    }
  }
`);

export const flowsUpdatedSubscription = graphql(`
  subscription FlowsUpdated($after: String) {
    actionFlowUpdated(after: $after) {
      cursor
      ...FlowSummary
    }
  }
`);

export const cancelFlowMutation = graphql(`
  mutation CancelFlow($id: ID!) {
    cancelActionFlow(id: $id) {
      id
    }
  }
`);

export const compensateFlowMutation = graphql(`
  mutation CompensateFlow($id: ID!) {
    compensateActionFlow(id: $id) {
      id
    }
  }
`);

export const retryStepMutation = graphql(`
  mutation RetryStep($id: ID!) {
    retryFlowStep(id: $id) {
      id
    }
  }
`);

export const skipStepMutation = graphql(`
  mutation SkipStep($id: ID!, $reason: String!) {
    skipFlowStep(id: $id, reason: $reason) {
      id
    }
  }
`);

export const confirmStepMutation = graphql(`
  mutation ConfirmStep($id: ID!) {
    confirmFlowStep(id: $id) {
      id
    }
  }
`);
