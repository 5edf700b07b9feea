import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { ActionChain, readChains } from '../chain/index.ts';
import { ActionFlowsArgs, StartActionFlowInput } from './flow.input.ts';
import { ActionFlow, ActionFlowConnection, ActionFlowStep } from './flow.type.ts';
import { cancelActionFlow } from './run/cancel.ts';
import { listActionFlows, readActionFlow, stepsOfFlows } from './run/list.ts';
import { startActionFlow } from './run/start.ts';
import { compensateActionFlow } from './run/undo.ts';

@Resolver(() => ActionFlow)
export class ActionFlowResolver {
  @Query(() => ActionFlowConnection, { description: 'Flows of one chain or of all, the newest first.' })
  async actionFlows(
    @SignedIn() ctx: Context,
    @Args(() => ActionFlowsArgs) { first, after, direction, ...filter }: ActionFlowsArgs,
  ) {
    return toConnection(await listActionFlows(ctx, { page: { first, after, direction }, filter }), (flow) => flow);
  }

  @Query(() => ActionFlow, { description: 'One flow.' })
  actionFlow(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readActionFlow(ctx, id);
  }

  @Mutation(() => ActionFlow, {
    description: 'Starts a flow of a chain. In the mode PLAN, its changes are only written down.',
  })
  startActionFlow(@SignedIn() ctx: Context, @Arg('input', () => StartActionFlowInput) input: StartActionFlowInput) {
    return startActionFlow(ctx, input);
  }

  @Mutation(() => ActionFlow, {
    description: 'Cancels a flow that waits or is under way; what it has done stays done.',
  })
  cancelActionFlow(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return cancelActionFlow(ctx, id);
  }

  @Mutation(() => ActionFlow, { description: 'Undoes what a flow that has ended has changed, in reverse order.' })
  compensateActionFlow(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return compensateActionFlow(ctx, id);
  }

  @FieldResolver(() => [ActionFlowStep], { description: 'Its steps in their order, and behind them what undoes them.' })
  async steps(@SignedIn() ctx: Context, @Root() { id }: ActionFlow) {
    return (await loaderOf(ctx, 'action_flow.steps', (ids) => stepsOfFlows(ctx, ids)).load(id)) ?? [];
  }

  @FieldResolver(() => ActionChain, { nullable: true, description: 'The chain that it is a flow of.' })
  chain(@SignedIn() ctx: Context, @Root() { chainId }: ActionFlow) {
    return loaderOf(ctx, 'action_chain', (ids) => readChains(ctx, ids)).load(chainId);
  }
}
