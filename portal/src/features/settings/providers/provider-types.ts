import type { FederatedProviderType } from '../../../../generated/graphql';

export const PROVIDER_TYPES: Record<FederatedProviderType, string> = {
  OIDC: 'OpenID Connect',
  SAML: 'SAML',
  GOOGLE: 'Google Workspace',
  LDAP: 'LDAP',
};
