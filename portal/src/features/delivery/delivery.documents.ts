import { graphql } from '@/lib/api';

graphql(`
  fragment DeliveryRow on Delivery {
    id
    status
    isTest
    eventId
    eventType
    actionKind
    attemptCount
    responseStatus
    error
    nextAttemptAt
    createdAt
    finishedAt
    event {
      id
      subjects {
        kind
        id
        name
        email
      }
    }
    integrationId
    integration {
      id
      name
    }
  }
`);

export const deliveriesQuery = graphql(`
  query Deliveries(
    $first: Int!
    $after: String
    $integrationId: ID
    $status: DeliveryStatus
    $eventType: String
    $since: DateTime
    $until: DateTime
    $text: String
    $direction: OrderDirection!
  ) {
    deliveries(
      first: $first
      after: $after
      integrationId: $integrationId
      status: $status
      eventType: $eventType
      since: $since
      until: $until
      text: $text
      direction: $direction
    ) {
      nodes {
        ...DeliveryRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const deliveryUpdatedSubscription = graphql(`
  subscription DeliveryUpdated($integrationId: ID, $after: String) {
    deliveryUpdated(integrationId: $integrationId, after: $after) {
      ...DeliveryRow
      cursor
    }
  }
`);

export const retryDeliveriesMutation = graphql(`
  mutation RetryDeliveries($ids: [ID!]!) {
    retryDeliveries(ids: $ids) {
      deliveryId
      refusal
    }
  }
`);

export const recoverDeliveriesMutation = graphql(`
  mutation RecoverDeliveries($integrationId: ID!, $since: DateTime!, $until: DateTime) {
    recoverDeliveries(integrationId: $integrationId, since: $since, until: $until) {
      retried
    }
  }
`);

export const replayMissingMutation = graphql(`
  mutation ReplayMissing($integrationId: ID!, $since: DateTime!, $until: DateTime) {
    replayMissing(integrationId: $integrationId, since: $since, until: $until) {
      created
    }
  }
`);

export const cancelDeliveryMutation = graphql(`
  mutation CancelDelivery($id: ID!) {
    cancelDelivery(id: $id) {
      id
      status
    }
  }
`);
