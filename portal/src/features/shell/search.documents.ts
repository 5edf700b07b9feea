import { graphql } from '@/lib/api';

export const quickSearchQuery = graphql(`
  query QuickSearch($text: String!) {
    search(text: $text) {
      kind
      id
      title
      text
    }
  }
`);
