import { graphql } from '@/lib/api';

export const actionTypesQuery = graphql(`
  query ActionTypes($connectionId: ID!) {
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

export const runActionMutation = graphql(`
  mutation RunAction($input: RunActionInput!) {
    runAction(input: $input) {
      outcome
      reason
      output
      durationMs
      error {
        kind
        message
      }
      effects {
        method
        url
        body
        status
        isPlanned
      }
      logs {
        at
        level
        text
      }
    }
  }
`);
