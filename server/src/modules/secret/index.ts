export type { SecretKind } from './kind.ts';
export { deleteSecrets, putSecrets, replaceSecrets } from './put.ts';
export { listSecretNames, listSecretNamesOf, readSecrets } from './read.ts';
export { rotateMasterKey } from './rotate-master-key.ts';
