export { ApiTokenResolver } from './api-token.resolver.ts';
export { removeEndedApiTokens } from './remove-ended.ts';
export { revokeTokensOf } from './revoke.ts';
export { isScope } from './scope.type.ts';
