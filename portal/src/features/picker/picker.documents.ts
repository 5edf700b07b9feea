import { graphql } from '@/lib/api';

export const findPeopleQuery = graphql(`
  query FindPeople($text: String!) {
    users(first: 20, filter: { text: $text }) {
      nodes {
        id
        email
        firstName
        lastName
      }
    }
  }
`);

export const pickedPersonQuery = graphql(`
  query PickedPerson($id: ID!) {
    user(id: $id) {
      id
      email
      firstName
      lastName
    }
  }
`);

export const findGroupsQuery = graphql(`
  query FindGroups($text: String!) {
    groups(first: 20, filter: { text: $text }) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedGroupQuery = graphql(`
  query PickedGroup($id: ID!) {
    group(id: $id) {
      id
      name
    }
  }
`);

export const findApplicationsQuery = graphql(`
  query FindApplications($text: String!) {
    applications(first: 20, filter: { text: $text }) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedApplicationQuery = graphql(`
  query PickedApplication($id: ID!) {
    application(id: $id) {
      id
      name
    }
  }
`);

export const findIntegrationsQuery = graphql(`
  query FindIntegrations($text: String!) {
    integrations(first: 20, filter: { text: $text }) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedIntegrationQuery = graphql(`
  query PickedIntegration($id: ID!) {
    integration(id: $id) {
      id
      name
    }
  }
`);

export const findTasksQuery = graphql(`
  query FindTasks($text: String!) {
    tasks(first: 20, text: $text, orderBy: { field: NAME }) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedTaskQuery = graphql(`
  query PickedTask($id: ID!) {
    task(id: $id) {
      id
      name
    }
  }
`);

export const findChainsQuery = graphql(`
  query FindChains($text: String!) {
    actionChains(first: 20, text: $text) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedChainQuery = graphql(`
  query PickedChain($id: ID!) {
    actionChain(id: $id) {
      id
      name
    }
  }
`);

export const findInstallationsQuery = graphql(`
  query FindInstallations($text: String!) {
    installations(first: 20, text: $text) {
      nodes {
        id
        plugin {
          name
        }
      }
    }
  }
`);

export const pickedInstallationQuery = graphql(`
  query PickedInstallation($id: ID!) {
    installation(id: $id) {
      id
      plugin {
        name
      }
    }
  }
`);

export const findConnectionsQuery = graphql(`
  query FindConnections($text: String!) {
    connections(first: 20, text: $text) {
      nodes {
        id
        name
        installation {
          plugin {
            name
          }
        }
      }
    }
  }
`);

export const pickedConnectionQuery = graphql(`
  query PickedConnection($id: ID!) {
    connection(id: $id) {
      id
      name
      installation {
        plugin {
          name
        }
      }
    }
  }
`);

export const findFlowsQuery = graphql(`
  query FindFlows($text: String!) {
    actionFlows(first: 20, text: $text) {
      nodes {
        id
        chainName
        subject
        createdAt
      }
    }
  }
`);

export const pickedFlowQuery = graphql(`
  query PickedFlow($id: ID!) {
    actionFlow(id: $id) {
      id
      chainName
      subject
      createdAt
    }
  }
`);

export const findProvidersQuery = graphql(`
  query FindProviders($text: String!) {
    federatedProviders(first: 20, text: $text) {
      nodes {
        id
        name
      }
    }
  }
`);

export const pickedProviderQuery = graphql(`
  query PickedProvider($id: ID!) {
    federatedProvider(id: $id) {
      id
      name
    }
  }
`);
