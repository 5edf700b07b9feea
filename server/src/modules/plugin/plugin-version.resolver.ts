import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { runCounts } from './counts.ts';
import type { PluginVersionRow } from './internal.ts';
import { pluginsById, revocationsOf } from './list.ts';
import { Plugin, PluginVersion, PluginVersionRuns } from './plugin.type.ts';

@Resolver(() => PluginVersion)
export class PluginVersionResolver {
  @FieldResolver(() => Plugin, { nullable: true, description: 'What it is a version of.' })
  async plugin(@SignedIn() ctx: Context, @Root() { pluginId }: PluginVersionRow): Promise<object | null> {
    return (await loaderOf(ctx, 'plugin', (ids) => pluginsById(ctx, ids)).load(pluginId)) ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it was taken back.' })
  isYanked(@Root() { status }: PluginVersionRow): boolean {
    return status === 'YANKED';
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it is not loaded any more; null while it is.' })
  async revocationReason(@SignedIn() ctx: Context, @Root() { id }: PluginVersionRow): Promise<string | null> {
    return (await loaderOf(ctx, 'revocations', (ids) => revocationsOf(ctx, ids)).load(id)) ?? null;
  }

  @FieldResolver(() => PluginVersionRuns, { description: 'How its runs ended, over all tenants.' })
  async runs(@SignedIn() ctx: Context, @Root() { id }: PluginVersionRow): Promise<PluginVersionRuns> {
    const counted = await loaderOf(ctx, 'pluginRuns', (ids) => runCounts(ctx, ids)).load(id);
    const { runs, failures } = counted ?? { runs: 0, failures: 0 };
    return { runs, failures, failureRate: runs === 0 ? null : failures / runs };
  }
}
