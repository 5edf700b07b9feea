export * from './access-token.ts';
export * from './canonical-json.ts';
export * from './envelope.ts';
export * from './first-party-key.ts';
export { deriveKey, masterKeyId, parseMasterKey } from './master-key.ts';
export { EMPTY_ROOT, leafHash, nodeHash, rootOf } from './merkle.ts';
export * from './merkle-consistency.ts';
export * from './merkle-frontier.ts';
export * from './merkle-inclusion.ts';
export * from './opaque-token.ts';
export * from './password.ts';
export {
  checkPasswordStrength,
  type PasswordOwner,
} from './password-strength.ts';
export * from './recovery-code.ts';
export * from './signed-head.ts';
export * from './signing-key.ts';
export * from './token-seal.ts';
export * from './totp.ts';
export * from './webhook-signature.ts';
