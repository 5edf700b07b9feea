import { graphql } from '@/lib/api';

export const chainsQuery = graphql(`
  query Chains(
    $first: Int!
    $after: String
    $text: String
    $purpose: ChainPurpose
    $orderBy: ActionChainOrderInput!
  ) {
    actionChains(first: $first, after: $after, text: $text, purpose: $purpose, orderBy: $orderBy) {
      nodes {
        id
        name
        description
        purpose
        version
        updatedAt
        steps {
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

graphql(`
  fragment ChainStepFields on ChainStepType {
    name
    connectionId
    actionType
    actionTitle
    input
    onFailure
    timeoutSeconds
    retry {
      maxAttempts
      backoffSeconds
      maxBackoffSeconds
    }
    when {
      operator
      value
      to
    }
  }
`);

export const chainQuery = graphql(`
  query Chain($id: ID!) {
    actionChain(id: $id) {
      id
      name
      description
      purpose
      version
      inputSchema
      counterpartId
      counterpart {
        id
        name
      }
      createdAt
      updatedAt
      steps {
        ...ChainStepFields
      }
    }
  }
`);

export const chainVersionQuery = graphql(`
  query ChainVersion($id: ID!, $version: Int!) {
    actionChain(id: $id) {
      id
      savedVersion(version: $version) {
        version
        createdAt
        inputSchema
        steps {
          ...ChainStepFields
        }
      }
    }
  }
`);

export const chainInputQuery = graphql(`
  query ChainInput($id: ID!) {
    actionChain(id: $id) {
      id
      inputSchema
    }
  }
`);

export const coreActionsQuery = graphql(`
  query CoreActions {
    coreActionTypes {
      name
      title
      description
      effect
      inputSchema
      outputSchema
    }
  }
`);

export const connectionActionsQuery = graphql(`
  query ConnectionActions($connectionId: ID!) {
    connection(id: $connectionId) {
      id
      name
      installation {
        plugin {
          name
        }
      }
    }
    actionTypes(connectionId: $connectionId) {
      name
      title
      description
      effect
      inputSchema
      outputSchema
    }
  }
`);

export const createChainMutation = graphql(`
  mutation CreateChain($input: CreateActionChainInput!) {
    createActionChain(input: $input) {
      id
    }
  }
`);

export const updateChainMutation = graphql(`
  mutation UpdateChain($id: ID!, $input: UpdateActionChainInput!) {
    updateActionChain(id: $id, input: $input) {
      id
      version
    }
  }
`);

export const deleteChainMutation = graphql(`
  mutation DeleteChain($id: ID!) {
    deleteActionChain(id: $id) {
      id
    }
  }
`);

export const startFlowMutation = graphql(`
  mutation StartFlow($input: StartActionFlowInput!) {
    startActionFlow(input: $input) {
      id
    }
  }
`);
