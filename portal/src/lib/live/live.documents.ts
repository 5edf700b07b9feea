import { graphql } from '../api/graphql';

export const createLiveTicketMutation = graphql(`
  mutation CreateLiveTicket {
    createLiveTicket {
      ticket
    }
  }
`);

export const eventHappenedSubscription = graphql(`
  subscription EventHappened($types: [String!], $after: String) {
    eventOccurred(types: $types, after: $after) {
      cursor
    }
  }
`);
