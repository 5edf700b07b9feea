import { Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../signed-in.ts';
import { toCursor } from './position.ts';
import { currentPosition } from './tailer.ts';

@Resolver()
export class LiveCursorResolver {
  @Query(() => String, {
    description:
      'Where live data stands now. Asked for before a list, and given to a subscription as `after`: nothing in between is missed.',
  })
  async liveCursor(@SignedIn() ctx: Context) {
    return toCursor(await currentPosition(ctx, ctx.tenantId));
  }
}
