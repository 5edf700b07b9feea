import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { Plugin, PluginVersion, pluginsById, versionsById } from '../plugin/index.ts';
import { installPlugin } from './install.ts';
import { InstallationsArgs } from './installation.args.ts';
import { InstallPluginInput, UpgradeInstallationInput } from './installation.input.ts';
import { Installation, InstallationConnection, InstallationConsent } from './installation.type.ts';
import type { InstallationRow } from './internal.ts';
import { consentsOf, listInstallations, readInstallation } from './list.ts';
import { setAutoUpdate } from './update.ts';
import { upgradeInstallation } from './upgrade.ts';

@Resolver(() => Installation)
export class InstallationResolver {
  @Query(() => InstallationConnection, { description: 'The plugins that this tenant has installed, the oldest first.' })
  async installations(@SignedIn() ctx: Context, @Args(() => InstallationsArgs) { text, ...page }: InstallationsArgs) {
    return toConnection(await listInstallations(ctx, { page, text }), (row) => row);
  }

  @Query(() => Installation, { description: 'One installation.' })
  installation(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string): Promise<Installation> {
    return readInstallation(ctx, id);
  }

  @FieldResolver(() => Plugin, { description: 'What is installed.' })
  async plugin(@SignedIn() ctx: Context, @Root() { pluginId }: InstallationRow): Promise<object | undefined> {
    return loaderOf(ctx, 'plugin', (ids) => pluginsById(ctx, ids)).load(pluginId);
  }

  @FieldResolver(() => PluginVersion, { description: 'The version that is installed.' })
  async version(@SignedIn() ctx: Context, @Root() { pluginVersionId }: InstallationRow): Promise<object | undefined> {
    return loaderOf(ctx, 'pluginVersion', (ids) => versionsById(ctx, ids)).load(pluginVersionId);
  }

  @FieldResolver(() => [InstallationConsent], { description: 'Who consented to which versions, the newest first.' })
  async consents(@SignedIn() ctx: Context, @Root() { id }: InstallationRow): Promise<object[]> {
    return (await loaderOf(ctx, 'consents', (ids) => consentsOf(ctx, ids)).load(id)) ?? [];
  }

  @Mutation(() => Installation, {
    description:
      'Installs a plugin with consent to exactly its permissions; `PRECONDITION_FAILED` with the difference otherwise.',
  })
  installPlugin(
    @SignedIn() ctx: Context,
    @Arg('input', () => InstallPluginInput) input: InstallPluginInput,
  ): Promise<Installation> {
    return installPlugin(ctx, input);
  }

  @Mutation(() => Installation, {
    description: 'Takes a newer version; one that may do more needs its permissions accepted.',
  })
  upgradeInstallation(
    @SignedIn() ctx: Context,
    @Arg('input', () => UpgradeInstallationInput) input: UpgradeInstallationInput,
  ): Promise<Installation> {
    return upgradeInstallation(ctx, input);
  }

  @Mutation(() => Installation, {
    description: 'Says whether newer versions that may do no more are taken by themselves.',
  })
  setAutoUpdate(
    @SignedIn() ctx: Context,
    @Arg('installationId', () => ID) installationId: string,
    @Arg('autoUpdate', () => Boolean) autoUpdate: boolean,
  ): Promise<Installation> {
    return setAutoUpdate(ctx, installationId, autoUpdate);
  }
}
