import { graphql } from '@/lib/api';

export const publishersQuery = graphql(`
  query OwnPublishers {
    publishers(isOwn: true) {
      nodes {
        id
        slug
        name
        isPrivate
        isTrusted
        keys {
          id
          name
          kid
          challenge
          createdAt
          verifiedAt
          revokedAt
        }
      }
    }
  }
`);

export const ownVersionsQuery = graphql(`
  query OwnPluginVersions {
    plugins(first: 100, filter: { isOwn: true }) {
      nodes {
        id
        key
        name
        isPrivate
        versions {
          id
          version
          status
          statusReason
          createdAt
          digest
          keyId
          permissions
        }
      }
    }
  }
`);

export const createPublisherMutation = graphql(`
  mutation CreatePublisher($input: CreatePublisherInput!) {
    createPublisher(input: $input) {
      id
    }
  }
`);

export const registerPublisherKeyMutation = graphql(`
  mutation RegisterPublisherKey($input: RegisterPublisherKeyInput!) {
    registerPublisherKey(input: $input) {
      id
    }
  }
`);

export const verifyPublisherKeyMutation = graphql(`
  mutation VerifyPublisherKey($input: VerifyPublisherKeyInput!) {
    verifyPublisherKey(input: $input) {
      id
    }
  }
`);

export const revokePublisherKeyMutation = graphql(`
  mutation RevokePublisherKey($id: ID!, $reason: String!) {
    revokePublisherKey(id: $id, reason: $reason) {
      id
    }
  }
`);

export const publishPluginMutation = graphql(`
  mutation PublishPlugin($input: PublishPluginInput!) {
    publishPlugin(input: $input) {
      id
      version
      status
    }
  }
`);

export const approvePluginVersionMutation = graphql(`
  mutation ApprovePluginVersion($id: ID!) {
    approvePluginVersion(id: $id) {
      id
    }
  }
`);

export const rejectPluginVersionMutation = graphql(`
  mutation RejectPluginVersion($id: ID!, $reason: String!) {
    rejectPluginVersion(id: $id, reason: $reason) {
      id
    }
  }
`);
