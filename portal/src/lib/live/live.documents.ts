import { graphql } from '../../../generated/gql';

export const createLiveTicketMutation = graphql(`
  mutation CreateLiveTicket {
    createLiveTicket {
      ticket
    }
  }
`);
