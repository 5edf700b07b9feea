import { Arg, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { User } from '../user/index.ts';
import { FederatedIdentity } from './federated-identity.type.ts';
import { FederatedProvider } from './federated-provider.type.ts';
import { LinkFederatedIdentityInput } from './federation.input.ts';
import { federatedIdentitiesOf, providerOf } from './identities.ts';
import { linkFederatedIdentity } from './link.ts';
import { unlinkFederatedIdentity } from './unlink.ts';

@Resolver(() => FederatedIdentity)
export class FederatedIdentityResolver {
  @FieldResolver(() => FederatedProvider, { nullable: true, description: 'Null when the provider is gone.' })
  provider(@SignedIn() ctx: Context, @Root() { providerId }: FederatedIdentity) {
    return providerOf(ctx, providerId);
  }

  @Mutation(() => FederatedIdentity, { description: 'Says by which subject a provider knows a user.' })
  linkFederatedIdentity(
    @SignedIn() ctx: Context,
    @Arg('input', () => LinkFederatedIdentityInput) input: LinkFederatedIdentityInput,
  ) {
    return linkFederatedIdentity(ctx, input);
  }

  @Mutation(() => FederatedIdentity, {
    description: 'Ends that a provider knows a user by this subject; answers the identity as it was.',
  })
  unlinkFederatedIdentity(
    @SignedIn() ctx: Context,
    @Arg('providerId', () => ID) providerId: string,
    @Arg('subject', () => String) subject: string,
  ) {
    return unlinkFederatedIdentity(ctx, { providerId, subject });
  }
}

@Resolver(() => User)
export class UserIdentitiesResolver {
  @FieldResolver(() => [FederatedIdentity], {
    description: 'By which subjects federated providers know the user, the oldest first.',
  })
  federatedIdentities(@SignedIn() ctx: Context, @Root() { id }: User) {
    return federatedIdentitiesOf(ctx, id);
  }
}
