import { graphql } from '@/lib/api';

export const quickSearchQuery = graphql(`
  query QuickSearch($text: String!, $people: Boolean!, $groups: Boolean!) {
    users(first: 6, filter: { text: $text }) @include(if: $people) {
      nodes {
        id
        email
        firstName
        lastName
      }
    }
    groups(first: 6, filter: { text: $text }) @include(if: $groups) {
      nodes {
        id
        name
        description
      }
    }
  }
`);
