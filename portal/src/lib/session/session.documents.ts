import { graphql } from '@/lib/api';

export const viewerQuery = graphql(`
  query Viewer {
    me {
      id
      email
      firstName
      lastName
      role
      permissions
    }
    tenant {
      id
      name
      slug
    }
  }
`);
