import { graphql } from '@/lib/api';

export const messagesQuery = graphql(`
  query Messages($first: Int!, $after: String, $filter: MessageFilterInput, $direction: OrderDirection!) {
    messages(first: $first, after: $after, filter: $filter, direction: $direction) {
      nodes {
        id
        userId
        user {
          id
          email
          firstName
          lastName
        }
        subject
        text
        status
        reason
        attempts
        scheduledAt
        finishedAt
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const sendMessageMutation = graphql(`
  mutation SendMessage($input: SendMessageInput!) {
    sendMessage(input: $input) {
      count
    }
  }
`);

export const cancelMessageMutation = graphql(`
  mutation CancelMessage($id: ID!) {
    cancelMessage(id: $id) {
      id
    }
  }
`);
