import { Arg, Args, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { createFederatedProvider } from './create-provider.ts';
import { deleteFederatedProvider } from './delete-provider.ts';
import { FederatedProvider, FederatedProviderConnection } from './federated-provider.type.ts';
import { FederatedProvidersArgs } from './federation.args.ts';
import { CreateFederatedProviderInput, UpdateFederatedProviderInput } from './federation.input.ts';
import { getFederatedProvider, listFederatedProviders } from './providers.ts';
import { updateFederatedProvider } from './update-provider.ts';

@Resolver(() => FederatedProvider)
export class FederatedProviderResolver {
  @Query(() => FederatedProviderConnection, {
    description: 'The outside directories that people come from; by name where no other order is asked for.',
  })
  async federatedProviders(
    @SignedIn() ctx: Context,
    @Args(() => FederatedProvidersArgs) { text, orderBy, ...page }: FederatedProvidersArgs,
  ) {
    return toConnection(await listFederatedProviders(ctx, { page, text, order: orderBy }), (provider) => provider);
  }

  @Query(() => FederatedProvider, { description: 'One federated provider.' })
  federatedProvider(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return getFederatedProvider(ctx, id);
  }

  @Mutation(() => FederatedProvider, { description: 'Creates a federated provider.' })
  createFederatedProvider(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateFederatedProviderInput) input: CreateFederatedProviderInput,
  ) {
    return createFederatedProvider(ctx, input);
  }

  @Mutation(() => FederatedProvider, { description: 'Changes a federated provider.' })
  updateFederatedProvider(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateFederatedProviderInput) input: UpdateFederatedProviderInput,
  ) {
    return updateFederatedProvider(ctx, id, input);
  }

  @Mutation(() => FederatedProvider, {
    description: 'Deletes a federated provider with its identities; the users stay. Answers it as it was.',
  })
  deleteFederatedProvider(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteFederatedProvider(ctx, id);
  }
}
