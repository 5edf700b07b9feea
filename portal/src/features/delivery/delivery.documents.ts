import { graphql } from '@/lib/api';

export const deliveryRowFragment = graphql(`
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
  ) {
    deliveries(
      first: $first
      after: $after
      integrationId: $integrationId
      status: $status
      eventType: $eventType
      since: $since
      until: $until
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

export const deliveryQuery = graphql(`
  query Delivery($id: ID!) {
    delivery(id: $id) {
      ...DeliveryRow
      actionId
      attempts {
        number
        status
        startedAt
        durationMs
        request
        response
        error
      }
      event {
        id
        type
        actorEmail
        firedAt
        isTest
        data
        previous
        cause {
          id
          type
          firedAt
        }
      }
    }
  }
`);

export const retryDeliveryMutation = graphql(`
  mutation RetryDelivery($id: ID!) {
    retryDelivery(id: $id) {
      id
      status
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

export const cancelDeliveryMutation = graphql(`
  mutation CancelDelivery($id: ID!) {
    cancelDelivery(id: $id) {
      id
      status
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

export const integrationChoicesQuery = graphql(`
  query IntegrationChoices($text: String!) {
    integrations(first: 50, filter: { text: $text }) {
      nodes {
        id
        name
      }
    }
  }
`);

export const integrationNameQuery = graphql(`
  query IntegrationName($id: ID!) {
    integration(id: $id) {
      id
      name
    }
  }
`);

export const eventTypeNamesQuery = graphql(`
  query EventTypeNames {
    eventTypes {
      name
      description
    }
  }
`);
