import { graphql } from '@/lib/api';

export const deliveryQuery = graphql(`
  query Delivery($id: ID!) {
    delivery(id: $id) {
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
        subjects {
          kind
          id
          name
          email
        }
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

export const eventTypeNamesQuery = graphql(`
  query EventTypeNames {
    eventTypes {
      name
      description
    }
  }
`);
