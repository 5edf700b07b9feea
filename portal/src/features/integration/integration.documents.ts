import { graphql } from '@/lib/api';

export const integrationsQuery = graphql(`
  query Integrations($first: Int!, $after: String, $filter: IntegrationFilterInput, $orderBy: IntegrationOrderInput!) {
    integrations(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        description
        enabled
        eventTypes
        failingSince
        disabledReason
        createdAt
        actions {
          id
          kind
        }
        health {
          failedLastDay
          lastDelivery {
            id
            status
            attemptCount
            nextAttemptAt
            createdAt
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

graphql(`
  fragment IntegrationSetup on Integration {
    id
    name
    description
    enabled
    eventTypes
    failingSince
    disabledAt
    disabledReason
    createdAt
    updatedAt
    version
    secretNames
    warnings {
      path
      message
    }
    health {
      failedLastDay
      lastDelivery {
        id
        status
        attemptCount
        nextAttemptAt
        createdAt
      }
    }
    conditionTree
    actions {
      __typename
      id
      kind
      ... on HttpAction {
        method
        url
        headers {
          name
          value
        }
        body
        timeoutSeconds
        maxRetries
        sign
        auth {
          type
          username
          hasToken
          hasPassword
        }
      }
      ... on SlackAction {
        message
        webhookUrlHint
        timeoutSeconds
        maxRetries
      }
      ... on LogAction {
        message
        level
      }
      ... on TriggerTaskAction {
        taskId
      }
      ... on StartFlowAction {
        chainId
        input
        subjectId
      }
    }
  }
`);

export const integrationQuery = graphql(`
  query Integration($id: ID!) {
    integration(id: $id) {
      ...IntegrationSetup
    }
  }
`);

export const createIntegrationMutation = graphql(`
  mutation CreateIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      id
    }
  }
`);

export const updateIntegrationMutation = graphql(`
  mutation UpdateIntegration($id: ID!, $input: UpdateIntegrationInput!) {
    updateIntegration(id: $id, input: $input) {
      id
      enabled
      missedEvents
    }
  }
`);

export const deleteIntegrationMutation = graphql(`
  mutation DeleteIntegration($id: ID!) {
    deleteIntegration(id: $id) {
      id
    }
  }
`);

export const setSecretsMutation = graphql(`
  mutation SetIntegrationSecrets($integrationId: ID!, $secrets: [SecretInput!]!) {
    setIntegrationSecrets(integrationId: $integrationId, secrets: $secrets)
  }
`);

export const sendTestMutation = graphql(`
  mutation SendTestEvent($integrationId: ID!, $eventType: String) {
    sendTestEvent(integrationId: $integrationId, eventType: $eventType) {
      id
    }
  }
`);

export const signingSecretQuery = graphql(`
  query SigningSecret($integrationId: ID!) {
    signingSecret(integrationId: $integrationId) {
      secret
      previousSecret
      previousExpiresAt
    }
  }
`);

export const rotateSigningSecretMutation = graphql(`
  mutation RotateSigningSecret($integrationId: ID!, $overlapHours: Int!) {
    rotateSigningSecret(integrationId: $integrationId, overlapHours: $overlapHours) {
      secret
    }
  }
`);

export const catalogueQuery = graphql(`
  query EventCatalogue {
    eventTypes {
      name
      description
      fields {
        name
        type
        description
        variable
        example
      }
    }
    templateVariables {
      variable
      description
    }
  }
`);

export const previewQuery = graphql(`
  query PreviewIntegration($input: CreateIntegrationInput, $integrationId: ID, $eventId: ID, $sample: String) {
    previewIntegration(input: $input, integrationId: $integrationId, eventId: $eventId, sample: $sample) {
      actionIndex
      kind
      matched
      message
      error
      explanation {
        path
        field
        operator
        expected
        actual
        matched
      }
      request {
        method
        url
        headers {
          name
          value
        }
        body
        isSigned
      }
    }
  }
`);

export const pastEventsQuery = graphql(`
  query PastEvents($types: [String!]!) {
    events(first: 20, filter: { types: $types }) {
      nodes {
        id
        type
        actorEmail
        firedAt
      }
    }
  }
`);

export const chainInputQuery = graphql(`
  query IntegrationChainInput($id: ID!) {
    actionChain(id: $id) {
      id
      inputSchema
    }
  }
`);
