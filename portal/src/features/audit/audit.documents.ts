import { graphql } from '@/lib/api';

export const auditLogQuery = graphql(`
  query AuditLog($first: Int!, $after: String, $filter: AuditFilterInput, $direction: OrderDirection!) {
    auditLog(first: $first, after: $after, filter: $filter, direction: $direction) {
      nodes {
        id
        sequence
        action
        actorId
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
        targetId
        targetName
        outcome
        detail
        eventId
        requestId
        ipAddress
        at
        erasedAt
        hash
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const verifyAuditQuery = graphql(`
  query VerifyAudit {
    verifyAudit {
      intact
      checked
      erased
      unsealed
      firstBreak {
        sequence
        reason
      }
      head {
        signedAt
        keyId
        rootHash
      }
    }
  }
`);
