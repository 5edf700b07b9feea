import { graphql } from '@/lib/api';

export const signInWaysQuery = graphql(`
  query PersonSignInWays($id: ID!) {
    user(id: $id) {
      id
      federatedIdentities {
        subject
        createdAt
        provider {
          id
          name
        }
      }
    }
    mfaMethods(userId: $id) {
      id
      confirmedAt
      recoveryCodesLeft
    }
    apiTokens(first: 100, userId: $id, isActive: true) {
      nodes {
        id
        name
        createdAt
        expiresAt
        lastUsedAt
      }
    }
  }
`);

export const linkIdentityMutation = graphql(`
  mutation LinkIdentity($input: LinkFederatedIdentityInput!) {
    linkFederatedIdentity(input: $input) {
      subject
    }
  }
`);

export const unlinkIdentityMutation = graphql(`
  mutation UnlinkIdentity($providerId: ID!, $subject: String!) {
    unlinkFederatedIdentity(providerId: $providerId, subject: $subject) {
      subject
    }
  }
`);

export const removeSecondFactorMutation = graphql(`
  mutation RemoveSecondFactor($id: ID!) {
    removeMfaMethod(id: $id) {
      id
    }
  }
`);

export const revokePersonTokenMutation = graphql(`
  mutation RevokePersonToken($id: ID!) {
    revokeApiToken(id: $id) {
      id
    }
  }
`);
