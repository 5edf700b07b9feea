import { Arg, Args, ArgsType, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../context.ts';
import { toConnection } from '../../../graphql/connection.ts';
import { PageArgs } from '../../../graphql/page.args.ts';
import { SignedIn } from '../../../graphql/signed-in.ts';
import { loaderOf } from '../../../loader.ts';
import { createPublisher } from './create-publisher.ts';
import type { PublisherRow } from './internal.ts';
import { registerPublisherKey, revokePublisherKey, verifyPublisherKey } from './keys.ts';
import { keysOfPublishers, listPublishers } from './list.ts';
import { CreatePublisherInput, RegisterPublisherKeyInput, VerifyPublisherKeyInput } from './publisher.input.ts';
import { Publisher, PublisherConnection, PublisherKey } from './publisher.type.ts';

@ArgsType()
class PublishersArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only those that belong to this tenant.' })
  isOwn: boolean | null;
}

@Resolver(() => Publisher)
export class PublisherResolver {
  @Query(() => PublisherConnection, { description: 'Publishers, by their slugs.' })
  async publishers(@SignedIn() ctx: Context, @Args(() => PublishersArgs) { isOwn, ...page }: PublishersArgs) {
    return toConnection(await listPublishers(ctx, { page, isOwn }), (row) => row);
  }

  @FieldResolver(() => Boolean)
  isPrivate(@Root() { tenantId }: PublisherRow): boolean {
    return tenantId !== null;
  }

  @FieldResolver(() => [PublisherKey], { description: 'The keys that it signs or has signed by.' })
  async keys(@SignedIn() ctx: Context, @Root() { id }: PublisherRow) {
    const loader = loaderOf(ctx, 'publisherKeys', (ids) => keysOfPublishers(ctx, ids));
    return (await loader.load(id)) ?? [];
  }

  @Mutation(() => Publisher, { description: 'Creates a publisher that belongs to this tenant.' })
  createPublisher(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreatePublisherInput) input: CreatePublisherInput,
  ): Promise<object> {
    return createPublisher(ctx, input);
  }

  @Mutation(() => PublisherKey, { description: 'Registers a public key; it counts once it is verified.' })
  registerPublisherKey(
    @SignedIn() ctx: Context,
    @Arg('input', () => RegisterPublisherKeyInput) input: RegisterPublisherKeyInput,
  ) {
    return registerPublisherKey(ctx, input);
  }

  @Mutation(() => PublisherKey, { description: 'Takes a key into use by its signature over the challenge.' })
  verifyPublisherKey(
    @SignedIn() ctx: Context,
    @Arg('input', () => VerifyPublisherKeyInput) input: VerifyPublisherKeyInput,
  ) {
    return verifyPublisherKey(ctx, input);
  }

  @Mutation(() => PublisherKey, { description: 'Revokes a key for good: nothing that it signed is loaded any more.' })
  revokePublisherKey(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, { description: 'For those who have its plugins installed.' }) reason: string,
  ) {
    return revokePublisherKey(ctx, { id, reason });
  }
}
