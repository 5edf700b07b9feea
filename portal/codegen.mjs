/** Typed documents of every `graphql()` tag in src, from the API's committed schema. */
export default {
  schema: '../server/schema.graphql',
  documents: ['src/**/*.documents.ts'],
  ignoreNoDocuments: true,
  generates: {
    './generated/': {
      preset: 'client',
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          ID: 'string',
          DateTime: 'string',
          JSON: 'unknown',
          SafeInt: 'number',
        },
      },
      presetConfig: { fragmentMasking: false },
    },
  },
};
