import { graphql } from '@/lib/api';

export const pulseQuery = graphql(`
  query Pulse {
    pulse {
      minute
      events
      deliveries
      taskRuns
      actionFlows
    }
  }
`);

export const eventPulseSubscription = graphql(`
  subscription EventPulse($after: String) {
    eventOccurred(after: $after) {
      id
      cursor
    }
  }
`);

export const attentionQuery = graphql(`
  query Attention {
    attention {
      kind
      id
      title
      reason
      count
      since
    }
  }
`);

export const waitingQuery = graphql(`
  query Waiting {
    waiting {
      kind
      id
      title
      waitingFor
      until
      since
    }
  }
`);

export const connectionHealthQuery = graphql(`
  query ConnectionHealth {
    connections(first: 100) {
      nodes {
        id
        name
        health
        lastCheckedAt
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export const gettingStartedQuery = graphql(`
  query GettingStarted {
    gettingStarted {
      hasUsers
      hasGroup
      hasIntegration
      hasDelivered
      hasTask
      hasConnection
      hasChain
    }
  }
`);
