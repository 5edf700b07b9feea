import { Arg, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../context.ts';
import { SignedIn } from '../../../graphql/signed-in.ts';
import { ActionResult, ActionType, RunActionInput } from './action.type.ts';
import { listActionTypes } from './action-types.ts';
import { runAction } from './run-action.ts';
import { toActionResult, toActionType } from './to-action-result.ts';

@Resolver()
export class ActionResolver {
  @Query(() => [ActionType], { description: 'What can be done through a connection.' })
  async actionTypes(
    @SignedIn() ctx: Context,
    @Arg('connectionId', () => ID) connectionId: string,
    @Arg('text', () => String, { nullable: true, description: 'Part of the name or the title, in any case.' })
    text: string | null,
  ): Promise<ActionType[]> {
    return (await listActionTypes(ctx, connectionId, text)).map(toActionType);
  }

  @Mutation(() => ActionResult, { description: 'Runs one action through a connection, or plans it.' })
  async runAction(
    @SignedIn() ctx: Context,
    @Arg('input', () => RunActionInput) input: RunActionInput,
  ): Promise<ActionResult> {
    return toActionResult(await runAction(ctx, input));
  }
}
