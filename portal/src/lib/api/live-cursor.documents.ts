import { graphql } from '../../../generated/gql';

export const liveCursorQuery = graphql(`
  query LiveCursor {
    liveCursor
  }
`);
