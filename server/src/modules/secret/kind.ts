/** Whose a secret is; bound into its seal, with the id of the owner. */
export type SecretKind =
  | 'integration'
  | 'integration_action'
  | 'webhook_signing'
  | 'mfa'
  | 'task'
  | 'connection'
  | 'flow_callback'
  | 'flow_approval';
