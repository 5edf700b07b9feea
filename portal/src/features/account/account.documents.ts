import { graphql } from '@/lib/api';

export const sessionsQuery = graphql(`
  query Sessions($first: Int!) {
    sessions(first: $first) {
      nodes {
        id
        isCurrent
        ipAddress
        userAgent
        createdAt
        lastRefreshedAt
        expiresAt
      }
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
  query ApiTokens($first: Int!) {
    apiTokens(first: $first) {
      nodes {
        id
        name
        scopes
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
      }
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
