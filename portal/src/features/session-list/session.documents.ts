import { graphql } from '@/lib/api';

export const sessionsQuery = graphql(`
  query Sessions($first: Int!, $after: String, $userId: ID) {
    sessions(first: $first, after: $after, userId: $userId) {
      nodes {
        id
        isCurrent
        ipAddress
        userAgent
        createdAt
        lastRefreshedAt
        expiresAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const revokeSessionMutation = graphql(`
  mutation RevokeSession($id: ID!) {
    revokeSession(id: $id) {
      id
    }
  }
`);
