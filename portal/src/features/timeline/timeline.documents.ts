import { graphql } from '@/lib/api';

graphql(`
  fragment TimelineRecords on AuditRecordConnection {
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
`);

export const groupTimelineQuery = graphql(`
  query GroupTimeline($id: ID!, $after: String) {
    group(id: $id) {
      id
      timeline(first: 20, after: $after) {
        ...TimelineRecords
      }
    }
  }
`);

export const personTimelineQuery = graphql(`
  query PersonTimeline($id: ID!, $after: String) {
    user(id: $id) {
      id
      timeline(first: 20, after: $after) {
        ...TimelineRecords
      }
    }
  }
`);
