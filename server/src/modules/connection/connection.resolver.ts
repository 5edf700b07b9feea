import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { Installation, installationsById } from '../installation/index.ts';
import { ConnectionsArgs } from './connection.args.ts';
import { ConnectionSecretInput, CreateConnectionInput, UpdateConnectionInput } from './connection.input.ts';
import { ConnectionTest, ProviderConnection, ProviderConnectionConnection } from './connection.type.ts';
import { createConnection } from './create.ts';
import { deleteConnection } from './delete.ts';
import { testConnection } from './health/test-connection.ts';
import { SIGNING_SECRET, slackUrl } from './interactivity.ts';
import type { ConnectionRow } from './internal.ts';
import { listConnections, readConnection, secretNamesOf } from './list.ts';
import { setConnectionSecrets } from './set-secrets.ts';
import { updateConnection } from './update.ts';

@Resolver(() => ProviderConnection)
export class ConnectionResolver {
  @Query(() => ProviderConnectionConnection, {
    description: 'The tenant’s connections; the oldest first where no other order is asked for.',
  })
  async connections(
    @SignedIn() ctx: Context,
    @Args(() => ConnectionsArgs) { first, after, orderBy, ...filter }: ConnectionsArgs,
  ) {
    return toConnection(await listConnections(ctx, { page: { first, after }, filter, order: orderBy }), (row) => row);
  }

  @Query(() => ProviderConnection, { description: 'One connection.' })
  connection(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string): Promise<object> {
    return readConnection(ctx, id);
  }

  @FieldResolver(() => Installation, { description: 'What it is a connection of.' })
  async installation(@SignedIn() ctx: Context, @Root() { installationId }: ConnectionRow): Promise<object | undefined> {
    return loaderOf(ctx, 'installation', (ids) => installationsById(ctx, ids)).load(installationId);
  }

  @FieldResolver(() => [String], { description: 'The names of the secrets that are set; values never come back.' })
  async secretNames(@SignedIn() ctx: Context, @Root() { id }: ConnectionRow): Promise<string[]> {
    return (await loaderOf(ctx, 'connectionSecrets', (ids) => secretNamesOf(ctx, ids)).load(id)) ?? [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The Request URL for the interactivity of its Slack app; null without a signing secret.',
  })
  async interactivityUrl(@SignedIn() ctx: Context, @Root() connection: ConnectionRow): Promise<string | null> {
    const names = await this.secretNames(ctx, connection);
    return names.includes(SIGNING_SECRET) ? slackUrl(ctx.config, ctx.tenantId, connection.id) : null;
  }

  @Mutation(() => ProviderConnection, {
    description: 'Creates a connection and tests it; `health` says whether it works.',
  })
  createConnection(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateConnectionInput) input: CreateConnectionInput,
  ): Promise<object> {
    return createConnection(ctx, input);
  }

  @Mutation(() => ProviderConnection, {
    description: 'Changes a connection. A configuration that does not work is not taken, unless `force`.',
  })
  updateConnection(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateConnectionInput) input: UpdateConnectionInput,
  ): Promise<object> {
    return updateConnection(ctx, id, input);
  }

  @Mutation(() => ProviderConnection, {
    description: 'Replaces the named secrets once the new ones were found to work; the others stay.',
  })
  setConnectionSecrets(
    @SignedIn() ctx: Context,
    @Arg('connectionId', () => ID) connectionId: string,
    @Arg('secrets', () => [ConnectionSecretInput]) secrets: ConnectionSecretInput[],
    @Arg('force', () => Boolean, { defaultValue: false, description: 'Whether to take secrets that do not work.' })
    force: boolean,
  ): Promise<object> {
    return setConnectionSecrets(ctx, connectionId, { secrets, force });
  }

  @Mutation(() => ConnectionTest, { description: 'Asks the provider whether a connection works.' })
  testConnection(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string): Promise<ConnectionTest> {
    return testConnection(ctx, id);
  }

  @Mutation(() => ProviderConnection, {
    description:
      'Deletes a connection and its secrets; refused while chains or unfinished flows use it, unless `force`.',
  })
  deleteConnection(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('force', () => Boolean, { defaultValue: false, description: 'Whether their steps may fail for it.' })
    force: boolean,
  ): Promise<object> {
    return deleteConnection(ctx, id, force);
  }
}
