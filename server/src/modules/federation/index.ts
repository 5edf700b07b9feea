export { createFederatedProvider } from './create-provider.ts';
export { FederatedIdentityResolver, UserIdentitiesResolver } from './federated-identity.resolver.ts';
export { FederatedProviderResolver } from './federated-provider.resolver.ts';
export { federatedIdentitiesOf, findFederatedIdentity } from './identities.ts';
export { linkFederatedIdentity } from './link.ts';
export { findFederatedProviderByName, getFederatedProvider } from './providers.ts';
export { unlinkFederatedIdentity } from './unlink.ts';
