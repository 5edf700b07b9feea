import { graphql } from '@/lib/api';

export const sessionsQuery = graphql(`
  query Sessions(
    $first: Int!
    $after: String
    $userId: ID
    $text: String
    $idleSince: DateTime
    $orderBy: SessionOrderInput!
  ) {
    sessions(
      first: $first
      after: $after
      userId: $userId
      text: $text
      idleSince: $idleSince
      orderBy: $orderBy
    ) {
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
