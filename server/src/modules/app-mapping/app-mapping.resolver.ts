import { Arg, Args, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { AppMappingsArgs } from './app-mapping.args.ts';
import { CreateAppMappingInput, UpdateAppMappingInput } from './app-mapping.input.ts';
import { AppMapping, AppMappingConnection } from './app-mapping.type.ts';
import { createAppMapping } from './create.ts';
import { deleteAppMapping } from './delete.ts';
import { listAppMappings, readAppMapping } from './list.ts';
import { updateAppMapping } from './update.ts';

@Resolver(() => AppMapping)
export class AppMappingResolver {
  @Query(() => AppMappingConnection, {
    description: 'Who holds which role in which application; the oldest first where no other order is asked for.',
  })
  async appMappings(
    @SignedIn() ctx: Context,
    @Args(() => AppMappingsArgs) { filter, orderBy, ...page }: AppMappingsArgs,
  ) {
    return toConnection(await listAppMappings(ctx, { page, filter, order: orderBy }), (mapping) => mapping);
  }

  @Query(() => AppMapping, { description: 'One app mapping.' })
  appMapping(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readAppMapping(ctx, id);
  }

  @Mutation(() => AppMapping, {
    description: 'Gives a user or a group a role in an application. Emits `app_mapping.created`.',
  })
  createAppMapping(@SignedIn() ctx: Context, @Arg('input', () => CreateAppMappingInput) input: CreateAppMappingInput) {
    return createAppMapping(ctx, input);
  }

  @Mutation(() => AppMapping, { description: 'Changes the role of a mapping. Emits `app_mapping.updated`.' })
  updateAppMapping(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateAppMappingInput) input: UpdateAppMappingInput,
  ) {
    return updateAppMapping(ctx, id, input);
  }

  @Mutation(() => AppMapping, {
    description: 'Takes a role in an application away; answers the mapping as it was. Emits `app_mapping.deleted`.',
  })
  deleteAppMapping(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteAppMapping(ctx, id);
  }
}
