import { Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { currentCursor } from './live/index.ts';
import { SignedIn } from './signed-in.ts';

@Resolver()
export class LiveCursorResolver {
  @Query(() => String, {
    description:
      'Where live data stands now. Asked for before a list, and given to a subscription as `after`: nothing in between is missed.',
  })
  liveCursor(@SignedIn() ctx: Context) {
    return currentCursor(ctx);
  }
}
