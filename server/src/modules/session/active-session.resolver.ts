import { Arg, Args, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { SessionsArgs } from './active-session.args.ts';
import { ActiveSession, ActiveSessionConnection, toActiveSession } from './active-session.type.ts';
import { listSessions } from './list.ts';
import { createLiveTicket } from './live-ticket.ts';
import { LiveTicket } from './live-ticket.type.ts';
import { revokeSession, signOut } from './revoke.ts';

@Resolver(() => ActiveSession)
export class ActiveSessionResolver {
  @Query(() => ActiveSessionConnection, { description: 'Open sessions: your own, or another user’s.' })
  async sessions(
    @SignedIn() ctx: Context,
    @Args(() => SessionsArgs) { first, after, orderBy, ...filter }: SessionsArgs,
  ) {
    const found = await listSessions(ctx, { page: { first, after }, ...filter, order: orderBy });
    return toConnection(found, (row) => toActiveSession(ctx, row));
  }

  @Mutation(() => ActiveSession, { description: 'Ends a session within seconds.' })
  async revokeSession(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toActiveSession(ctx, await revokeSession(ctx, id));
  }

  @Mutation(() => LiveTicket, { description: 'A ticket for one WebSocket of your session, good for a minute.' })
  createLiveTicket(@SignedIn() ctx: Context) {
    return createLiveTicket(ctx);
  }

  @Mutation(() => Boolean, { description: 'Ends the session that this request came with.' })
  signOut(@SignedIn() ctx: Context) {
    return signOut(ctx);
  }
}
