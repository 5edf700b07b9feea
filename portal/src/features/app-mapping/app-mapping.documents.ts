import { graphql } from '@/lib/api';

export const appMappingsQuery = graphql(`
  query AppMappings(
    $first: Int!
    $after: String
    $filter: AppMappingFilterInput
    $orderBy: AppMappingOrderInput!
  ) {
    appMappings(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        role
        createdAt
        application {
          id
          name
        }
        user {
          id
          email
          firstName
          lastName
        }
        group {
          id
          name
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

export const createMappingMutation = graphql(`
  mutation CreateAppMapping($input: CreateAppMappingInput!) {
    createAppMapping(input: $input) {
      id
    }
  }
`);

export const updateMappingMutation = graphql(`
  mutation UpdateAppMapping($id: ID!, $input: UpdateAppMappingInput!) {
    updateAppMapping(id: $id, input: $input) {
      id
      role
    }
  }
`);

export const deleteMappingMutation = graphql(`
  mutation DeleteAppMapping($id: ID!) {
    deleteAppMapping(id: $id) {
      id
    }
  }
`);
