import { graphql } from '@/lib/api';

export const importsQuery = graphql(`
  query UserImports($first: Int!, $after: String, $direction: OrderDirection!) {
    userImports(first: $first, after: $after, direction: $direction) {
      nodes {
        id
        mode
        status
        error
        createdAt
        finishedAt
        counts {
          changed
          noop
          skipped
          failed
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

export const importQuery = graphql(`
  query UserImport($id: ID!) {
    userImport(id: $id) {
      id
      mode
      status
      error
      createdAt
      finishedAt
      counts {
        changed
        noop
        skipped
        failed
      }
    }
  }
`);

export const importRowsQuery = graphql(`
  query UserImportRows($id: ID!, $first: Int!, $after: String, $outcome: ImportRowOutcome, $text: String) {
    userImport(id: $id) {
      id
      rows(first: $first, after: $after, outcome: $outcome, text: $text) {
        nodes {
          row
          email
          outcome
          reason
          changes
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`);
