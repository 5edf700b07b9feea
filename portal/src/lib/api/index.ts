export { ApiError, type FieldProblem, messageOf } from './api-error';
export { callApi } from './call-api';
export type { Document } from './document';
export { graphql } from './graphql';
export { apiQuery, operationName, queryKeyOf } from './query-options';
export { useApiMutation } from './use-api-mutation';
