import { Arg, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { titleByVersion } from '../chain/index.ts';
import { readCallbackUrl } from './callback/read-url.ts';
import { approveFlowStep, rejectFlowStep } from './decide/approve.ts';
import { listFlowApprovals } from './decide/list-approvals.ts';
import { confirmFlowStep, retryFlowStep, skipFlowStep } from './decide/take-up.ts';
import { ActionFlow, ActionFlowStep, FlowApproval, FlowStepTry } from './flow.type.ts';
import { StepWaitKind } from './flow-enums.type.ts';
import type { WaitState } from './flow-step.ts';
import type { FlowStepRow } from './run/internal.ts';
import { triesOfSteps } from './run/list.ts';

const COMMENT = { nullable: true, description: 'Kept with the decision.' } as const;

@Resolver(() => ActionFlowStep)
export class ActionFlowStepResolver {
  @Query(() => [FlowApproval], { description: 'The approvals that you may give now, the most urgent first.' })
  flowApprovals(@SignedIn() ctx: Context) {
    return listFlowApprovals(ctx);
  }

  @Mutation(() => ActionFlow, {
    description: 'Tries a step again that has failed, or of which nobody knows whether it has happened.',
  })
  retryFlowStep(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return retryFlowStep(ctx, id);
  }

  @Mutation(() => ActionFlow, {
    description: 'Goes on without a step that has failed or waits; one that asks people is passed over by people only.',
  })
  skipFlowStep(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string) {
    return skipFlowStep(ctx, id, reason);
  }

  @Mutation(() => ActionFlow, {
    description: 'Lets a step remove although the removals of the hour are used up. For people only.',
  })
  confirmFlowStep(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return confirmFlowStep(ctx, id);
  }

  @Mutation(() => ActionFlow, {
    description: 'Says yes to a step that asks for an approval; only those that it names may.',
  })
  approveFlowStep(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('comment', () => String, COMMENT) comment?: string,
  ) {
    return approveFlowStep(ctx, id, comment);
  }

  @Mutation(() => ActionFlow, { description: 'Says no to a step that asks for an approval: it fails.' })
  rejectFlowStep(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('comment', () => String, COMMENT) comment?: string,
  ) {
    return rejectFlowStep(ctx, id, comment);
  }

  @FieldResolver(() => StepWaitKind, { nullable: true, description: 'The kind of what it waits for.' })
  waitingKind(@Root() { status, wait }: Pick<FlowStepRow, 'status' | 'wait'>) {
    return status === 'WAITING' ? ((wait as WaitState | null)?.kind ?? null) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Of its action, for people; null when nobody knows it any more.',
  })
  actionTitle(@SignedIn() ctx: Context, @Root() step: ActionFlowStep) {
    return titleByVersion(ctx, step);
  }

  @FieldResolver(() => [FlowStepTry], { description: 'The tries at it, in their order.' })
  async tries(@SignedIn() ctx: Context, @Root() { id }: ActionFlowStep) {
    return (await loaderOf(ctx, 'action_flow.tries', (ids) => triesOfSteps(ctx, ids)).load(id)) ?? [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The URL that it waits for, until it was used. Whoever has it may call it: this needs the scope `FLOW_RUN`.',
  })
  callbackUrl(@SignedIn() ctx: Context, @Root() { id, actionType }: ActionFlowStep) {
    return actionType === 'callback' ? readCallbackUrl(ctx, id) : null;
  }
}
