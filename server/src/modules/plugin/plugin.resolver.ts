import { Arg, Args, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { installCounts } from './counts.ts';
import { approvePluginVersion, rejectPluginVersion, yankPluginVersion } from './decide/decide.ts';
import type { PluginRow } from './internal.ts';
import { listCategories, listPlugins, readPlugin, versionsOfPlugins } from './list.ts';
import { PluginsArgs } from './plugin.args.ts';
import { Plugin, PluginCategory, PluginConnection, PluginVersion } from './plugin.type.ts';
import { PublishPluginInput } from './publish/publish.input.ts';
import { publishPlugin } from './publish/publish-plugin.ts';
import { Publisher } from './publisher/publisher.type.ts';

@Resolver(() => Plugin)
export class PluginResolver {
  @Query(() => PluginConnection, { description: 'The catalogue: what this tenant can install, and its own plugins.' })
  async plugins(@SignedIn() ctx: Context, @Args(() => PluginsArgs) { filter, orderBy, ...page }: PluginsArgs) {
    const found = await listPlugins(ctx, { page, filter, order: orderBy });
    return toConnection(found, (row) => row as PluginRow & Plugin);
  }

  @Query(() => Plugin, { description: 'One plugin, by its id or its key.' })
  plugin(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string): Promise<object> {
    return readPlugin(ctx, id);
  }

  @Query(() => [PluginCategory], { description: 'The categories of the plugins that this tenant sees.' })
  pluginCategories(@SignedIn() ctx: Context) {
    return listCategories(ctx);
  }

  @FieldResolver(() => Boolean)
  isPrivate(@Root() { tenantId }: PluginRow): boolean {
    return tenantId !== null;
  }

  @FieldResolver(() => Publisher, { description: 'Who publishes it.' })
  publisher(@Root() { publisher }: PluginRow): object {
    return publisher;
  }

  @FieldResolver(() => [PluginVersion], { description: 'All of its versions that this tenant sees, the newest first.' })
  async versions(@SignedIn() ctx: Context, @Root() { id }: PluginRow): Promise<object[]> {
    return (await loaderOf(ctx, 'pluginVersions', (ids) => versionsOfPlugins(ctx, ids)).load(id)) ?? [];
  }

  @FieldResolver(() => Int, { description: 'In how many tenants it is installed.' })
  async installCount(@SignedIn() ctx: Context, @Root() { id }: PluginRow): Promise<number> {
    return (await loaderOf(ctx, 'installCounts', (ids) => installCounts(ctx, ids)).load(id)) ?? 0;
  }

  @Mutation(() => PluginVersion, {
    description:
      'Publishes a version by a publisher of this tenant; held for approval unless the publisher is trusted.',
  })
  publishPlugin(
    @SignedIn() ctx: Context,
    @Arg('input', () => PublishPluginInput) input: PublishPluginInput,
  ): Promise<object> {
    return publishPlugin(ctx, input);
  }

  @Mutation(() => PluginVersion, { description: 'Lets a version of a private plugin be installed.' })
  approvePluginVersion(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string): Promise<object> {
    return approvePluginVersion(ctx, id);
  }

  @Mutation(() => PluginVersion, { description: 'Turns a version of a private plugin down.' })
  rejectPluginVersion(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return rejectPluginVersion(ctx, id, reason);
  }

  @Mutation(() => PluginVersion, {
    description: 'Takes a version back: nobody can install it any more, and those who have it keep it.',
  })
  yankPluginVersion(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, { description: 'Shown to those who have it.' }) reason: string,
  ): Promise<object> {
    return yankPluginVersion(ctx, id, reason);
  }
}
