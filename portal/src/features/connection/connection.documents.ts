import { graphql } from '@/lib/api';

export const connectionsQuery = graphql(`
  query Connections(
    $first: Int!
    $after: String
    $text: String
    $health: ConnectionHealth
    $installationId: ID
    $orderBy: ConnectionOrderInput!
  ) {
    connections(
      first: $first
      after: $after
      text: $text
      health: $health
      installationId: $installationId
      orderBy: $orderBy
    ) {
      nodes {
        id
        name
        health
        lastError
        lastCheckedAt
        createdAt
        installation {
          id
          plugin {
            key
            name
          }
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

export const connectionQuery = graphql(`
  query Connection($id: ID!) {
    connection(id: $id) {
      id
      name
      health
      lastError
      lastCheckedAt
      failingSince
      createdAt
      config
      secretNames
      interactivityUrl
      installation {
        id
        plugin {
          key
          name
        }
        version {
          version
          manifest
        }
      }
    }
  }
`);

export const anyInstallationQuery = graphql(`
  query AnyInstallation {
    installations(first: 1) {
      nodes {
        id
      }
    }
  }
`);

export const installationToConnectQuery = graphql(`
  query InstallationToConnect($id: ID!) {
    installation(id: $id) {
      id
      plugin {
        key
        name
        description
      }
      version {
        version
        manifest
      }
    }
  }
`);

export const createConnectionMutation = graphql(`
  mutation CreateConnection($input: CreateConnectionInput!) {
    createConnection(input: $input) {
      id
      health
    }
  }
`);

export const updateConnectionMutation = graphql(`
  mutation UpdateConnection($id: ID!, $input: UpdateConnectionInput!) {
    updateConnection(id: $id, input: $input) {
      id
    }
  }
`);

export const setConnectionSecretsMutation = graphql(`
  mutation SetConnectionSecrets($connectionId: ID!, $secrets: [ConnectionSecretInput!]!, $force: Boolean!) {
    setConnectionSecrets(connectionId: $connectionId, secrets: $secrets, force: $force) {
      id
    }
  }
`);

export const testConnectionMutation = graphql(`
  mutation TestConnection($id: ID!) {
    testConnection(id: $id) {
      ok
      identity
      message
      missing
    }
  }
`);

export const deleteConnectionMutation = graphql(`
  mutation DeleteConnection($id: ID!, $force: Boolean! = false) {
    deleteConnection(id: $id, force: $force) {
      id
    }
  }
`);
