import { graphql } from '@/lib/api';

graphql(`
  fragment PersonName on User {
    id
    email
    firstName
    lastName
  }
`);

graphql(`
  fragment PersonFields on User {
    ...PersonName
    username
    role
    isActive
    attributes
    lastSignInAt
    createdAt
  }
`);

export const peopleQuery = graphql(`
  query People($first: Int!, $after: String, $filter: UserFilterInput, $orderBy: UserOrderInput!) {
    users(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...PersonFields
        manager {
          ...PersonName
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
      ...PersonFields
      updatedAt
      manager @include(if: $seesOthers) {
        ...PersonName
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

export const reportsQuery = graphql(`
  query DirectReports($managerId: ID!) {
    users(first: 100, filter: { managerId: $managerId }, orderBy: { field: LAST_NAME }) {
      nodes {
        ...PersonName
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
