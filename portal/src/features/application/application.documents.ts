import { graphql } from '@/lib/api';

export const applicationsQuery = graphql(`
  query Applications($first: Int!, $after: String, $filter: ApplicationFilterInput, $orderBy: ApplicationOrderInput!) {
    applications(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        description
        homepageUrl
        clientId
        secretRotatedAt
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

export const applicationQuery = graphql(`
  query Application($id: ID!) {
    application(id: $id) {
      id
      name
      description
      homepageUrl
      clientId
      secretRotatedAt
      previousSecretExpiresAt
      createdAt
      updatedAt
    }
  }
`);

export const createApplicationMutation = graphql(`
  mutation CreateApplication($input: CreateApplicationInput!) {
    createApplication(input: $input) {
      application {
        id
        name
      }
      clientSecret
    }
  }
`);

export const updateApplicationMutation = graphql(`
  mutation UpdateApplication($id: ID!, $input: UpdateApplicationInput!) {
    updateApplication(id: $id, input: $input) {
      id
    }
  }
`);

export const deleteApplicationMutation = graphql(`
  mutation DeleteApplication($id: ID!) {
    deleteApplication(id: $id) {
      id
    }
  }
`);

export const rotateSecretMutation = graphql(`
  mutation RotateApplicationSecret($id: ID!, $overlapSeconds: Int!) {
    rotateApplicationSecret(id: $id, overlapSeconds: $overlapSeconds) {
      application {
        id
        previousSecretExpiresAt
      }
      clientSecret
    }
  }
`);
