import { graphql } from '@/lib/api';

export const importsQuery = graphql(`
  query UserImports(
    $first: Int!
    $after: String
    $direction: OrderDirection!
    $mode: ImportMode
    $status: ImportStatus
    $createdById: ID
    $text: String
  ) {
    userImports(
      first: $first
      after: $after
      direction: $direction
      mode: $mode
      status: $status
      createdById: $createdById
      text: $text
    ) {
      nodes {
        id
        mode
        status
        error
        createdAt
        finishedAt
        createdBy {
          id
          email
          firstName
          lastName
        }
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
          line
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
