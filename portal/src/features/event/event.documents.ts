import { graphql } from '@/lib/api';

graphql(`
  fragment EventRow on Event {
    id
    type
    firedAt
    actorId
    actorEmail
    isTest
    depth
    subjects {
      kind
      id
      name
      email
    }
  }
`);

export const eventsQuery = graphql(`
  query Events($first: Int!, $after: String, $filter: EventFilterInput, $direction: OrderDirection!) {
    events(first: $first, after: $after, filter: $filter, direction: $direction) {
      nodes {
        ...EventRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const eventOccurredSubscription = graphql(`
  subscription EventOccurred($types: [String!], $after: String) {
    eventOccurred(types: $types, after: $after) {
      ...EventRow
      cursor
    }
  }
`);

export const eventQuery = graphql(`
  query Event($id: ID!) {
    event(id: $id) {
      ...EventRow
      ipAddress
      data
      previous
      cause {
        id
        type
        firedAt
      }
      deliveries {
        id
        status
        attemptCount
        nextAttemptAt
        actionKind
        error
        integration {
          id
          name
        }
      }
    }
  }
`);

export const eventPreviewQuery = graphql(`
  query EventPreview($eventId: ID!) {
    previewIntegration(eventId: $eventId) {
      integrationId
      integrationName
      actionIndex
      kind
      matched
      error
      message
      request {
        method
        url
      }
    }
  }
`);

export const eventCatalogueNamesQuery = graphql(`
  query EventCatalogueNames {
    eventTypes {
      name
      description
    }
  }
`);
