export { acceptOneTimeCode, hasSecondFactor } from './accept-code.ts';
export { MfaResolver } from './mfa.resolver.ts';
