/** What kinds of directories people can come from. The names are those that scripts see. */
export const PROVIDER_TYPES = ['google', 'ldap', 'oidc', 'saml'] as const;
