import { graphql } from './graphql';

export const liveCursorQuery = graphql(`
  query LiveCursor {
    liveCursor
  }
`);
