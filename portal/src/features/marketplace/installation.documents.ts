import { graphql } from '@/lib/api';

export const installationQuery = graphql(`
  query Installation($id: ID!) {
    installation(id: $id) {
      id
      digest
      autoUpdate
      permissions
      createdAt
      installedByEmail
      version {
        id
        version
        isYanked
        statusReason
        revocationReason
      }
      dependants {
        id
        kind
        name
      }
      consents {
        id
        version
        digest
        at
        actorEmail
      }
    }
    connections(installationId: $id) {
      nodes {
        id
        name
        health
        lastError
        lastCheckedAt
      }
    }
  }
`);
