import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { CORE_ACTIONS } from './action-type/core-actions.ts';
import { ActionChainsArgs } from './chain.args.ts';
import { CreateActionChainInput, UpdateActionChainInput } from './chain.input.ts';
import { ActionChain, ActionChainConnection, ActionChainVersion, ChainStepType, CoreActionType } from './chain.type.ts';
import { createActionChain } from './create.ts';
import { deleteActionChain } from './delete.ts';
import { listActionChains, readActionChain, readChains, readChainVersion, readCurrentVersions } from './list.ts';
import { updateActionChain } from './update.ts';

@Resolver(() => ActionChain)
export class ActionChainResolver {
  @Query(() => ActionChainConnection, {
    description: 'The action chains of the tenant; the newest first where no other order is asked for.',
  })
  async actionChains(
    @SignedIn() ctx: Context,
    @Args(() => ActionChainsArgs) { first, after, orderBy, ...filter }: ActionChainsArgs,
  ) {
    return toConnection(
      await listActionChains(ctx, { page: { first, after }, filter, order: orderBy }),
      (chain) => chain,
    );
  }

  @Query(() => ActionChain, { description: 'One action chain.' })
  actionChain(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readActionChain(ctx, id);
  }

  @Query(() => [CoreActionType], {
    description: 'What Joinery does itself as a step of a chain: wait, ask, change the directory.',
  })
  coreActionTypes() {
    return CORE_ACTIONS.map(({ id, title, description, input, output, effect, inverse }) => {
      return {
        name: id,
        title,
        description,
        inputSchema: input,
        outputSchema: output,
        effect,
        inverse: inverse?.action ?? null,
      };
    });
  }

  @Mutation(() => ActionChain, {
    description: 'Creates an action chain; what its steps are given is checked against their actions.',
  })
  createActionChain(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateActionChainInput) input: CreateActionChainInput,
  ) {
    return createActionChain(ctx, input);
  }

  @Mutation(() => ActionChain, {
    description: 'Changes an action chain; flows that were started keep the steps they have.',
  })
  updateActionChain(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateActionChainInput) input: UpdateActionChainInput,
  ) {
    return updateActionChain(ctx, id, input);
  }

  @Mutation(() => ActionChain, {
    description: 'Deletes an action chain; its flows stay readable, and those under way finish.',
  })
  deleteActionChain(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteActionChain(ctx, id);
  }

  @FieldResolver(() => [ChainStepType], { description: 'The steps of its current version.' })
  async steps(@SignedIn() ctx: Context, @Root() { id }: ActionChain) {
    return (await currentVersion(ctx, id))?.steps ?? [];
  }

  @FieldResolver(() => GraphQLJSON, { nullable: true, description: "JSON Schema of its flows' input; null takes any." })
  async inputSchema(@SignedIn() ctx: Context, @Root() { id }: ActionChain) {
    return (await currentVersion(ctx, id))?.inputSchema;
  }

  @FieldResolver(() => ActionChainVersion, { description: 'One of its versions, as it was saved.' })
  savedVersion(@SignedIn() ctx: Context, @Root() { id }: ActionChain, @Arg('version', () => Int) version: number) {
    return readChainVersion(ctx, id, version);
  }

  @FieldResolver(() => ActionChain, { nullable: true, description: 'The chain that undoes what this one does.' })
  counterpart(@SignedIn() ctx: Context, @Root() { counterpartId }: ActionChain) {
    return counterpartId && loaderOf(ctx, 'action_chain', (ids) => readChains(ctx, ids)).load(counterpartId);
  }
}

function currentVersion(ctx: Context, id: string) {
  return loaderOf(ctx, 'action_chain.version', (ids) => readCurrentVersions(ctx, ids)).load(id);
}
