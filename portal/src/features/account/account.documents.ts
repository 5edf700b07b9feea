import { graphql } from '@/lib/api';

export const changePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      id
    }
  }
`);

export const mfaMethodsQuery = graphql(`
  query MfaMethods {
    mfaMethods {
      id
      type
      confirmedAt
      recoveryCodesLeft
    }
  }
`);

export const enrollTotpMutation = graphql(`
  mutation EnrollTotp {
    enrollTotp {
      secret
      uri
    }
  }
`);

export const confirmTotpMutation = graphql(`
  mutation ConfirmTotp($code: String!) {
    confirmTotp(code: $code) {
      id
      recoveryCodes
    }
  }
`);

export const removeMfaMethodMutation = graphql(`
  mutation RemoveMfaMethod($id: ID!) {
    removeMfaMethod(id: $id) {
      id
    }
  }
`);

export const apiTokensQuery = graphql(`
  query ApiTokens(
    $first: Int!
    $after: String
    $text: String
    $isActive: Boolean
    $orderBy: ApiTokenOrderInput!
  ) {
    apiTokens(first: $first, after: $after, text: $text, isActive: $isActive, orderBy: $orderBy) {
      nodes {
        id
        name
        scopes
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const createApiTokenMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      token
      apiToken {
        id
      }
    }
  }
`);

export const revokeApiTokenMutation = graphql(`
  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(id: $id) {
      id
    }
  }
`);
