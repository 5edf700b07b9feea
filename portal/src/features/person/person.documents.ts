import { graphql } from '@/lib/api';

export const peopleQuery = graphql(`
  query People($first: Int!, $after: String, $filter: UserFilterInput, $orderBy: UserOrderInput!) {
    users(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        email
        username
        firstName
        lastName
        role
        isActive
        attributes
        lastSignInAt
        createdAt
        manager {
          id
          email
          firstName
          lastName
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

export const personQuery = graphql(`
  query Person($id: ID!, $seesOthers: Boolean!) {
    user(id: $id) {
      id
      email
      username
      firstName
      lastName
      role
      isActive
      attributes
      lastSignInAt
      createdAt
      updatedAt
      manager @include(if: $seesOthers) {
        id
        email
        firstName
        lastName
      }
    }
    tenant {
      id
      attributeSchema
    }
  }
`);

export const personAccessQuery = graphql(`
  query PersonAccess($id: ID!) {
    user(id: $id) {
      id
      memberships {
        source
        createdAt
        expiresAt
        group {
          id
          name
          description
        }
      }
      appMappings {
        id
        role
        createdAt
        application {
          id
          name
        }
      }
    }
  }
`);

export const personSessionsQuery = graphql(`
  query PersonSessions($userId: ID!) {
    sessions(userId: $userId, first: 100) {
      nodes {
        id
        ipAddress
        userAgent
        createdAt
        lastRefreshedAt
        expiresAt
        isCurrent
      }
    }
  }
`);

export const personTimelineQuery = graphql(`
  query PersonTimeline($id: ID!, $after: String) {
    user(id: $id) {
      id
      timeline(first: 20, after: $after) {
        nodes {
          id
          action
          outcome
          actorEmail
          actorKind
          actor {
            id
            email
            firstName
            lastName
          }
          user {
            id
            email
            firstName
            lastName
          }
          targetType
          targetName
          detail
          at
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const reportsQuery = graphql(`
  query DirectReports($managerId: ID!) {
    users(first: 100, filter: { managerId: $managerId }, orderBy: { field: LAST_NAME }) {
      nodes {
        id
        email
        firstName
        lastName
        isActive
      }
      totalCount
    }
  }
`);

export const personConnectionsQuery = graphql(`
  query PersonConnections {
    connections(first: 100) {
      nodes {
        id
        name
      }
    }
  }
`);

export const personGrantsQuery = graphql(`
  query PersonGrants($connectionId: ID!, $principals: [String!]!) {
    providerGrants(connectionId: $connectionId, principals: $principals) {
      objectCount
      grants {
        resourceType
        objectId
        objectName
        entitlement
        expiresAt
      }
      error {
        message
      }
    }
  }
`);

export const attributeSchemaQuery = graphql(`
  query AttributeSchema {
    tenant {
      id
      attributeSchema
    }
  }
`);
