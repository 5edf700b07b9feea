import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { titleOfStep } from './action-type/title.ts';
import { ChainStepType } from './chain.type.ts';

@Resolver(() => ChainStepType)
export class ChainStepResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Of its action, for people; null when the connection is gone, or has no such action any more.',
  })
  actionTitle(@SignedIn() ctx: Context, @Root() step: ChainStepType) {
    return titleOfStep(ctx, step);
  }
}
