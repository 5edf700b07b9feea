import { graphql } from '@/lib/api';

export const checkScriptQuery = graphql(`
  query CheckScript($script: String!) {
    checkScript(script: $script) {
      line
      column
      code
      message
    }
  }
`);

export const scriptTypesQuery = graphql(`
  query ScriptTypes {
    scriptTypes
  }
`);
