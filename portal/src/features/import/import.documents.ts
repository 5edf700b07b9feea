import { graphql } from '@/lib/api';

export const importsQuery = graphql(`
  query UserImports($first: Int!, $after: String) {
    userImports(first: $first, after: $after) {
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
  query UserImportRows($id: ID!, $first: Int!, $after: String, $outcome: ImportRowOutcome) {
    userImport(id: $id) {
      id
      rows(first: $first, after: $after, outcome: $outcome) {
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
