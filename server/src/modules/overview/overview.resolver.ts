import { Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { listAttention } from './attention.ts';
import { readFirstSteps } from './first-steps.ts';
import { Attention, FirstSteps, PulseMinute, Waiting } from './overview.type.ts';
import { readPulse } from './pulse.ts';
import { listWaiting } from './waiting.ts';

@Resolver()
export class OverviewResolver {
  @Query(() => [PulseMinute], { description: 'The last 60 minutes, the oldest first; the last one is under way.' })
  pulse(@SignedIn() ctx: Context) {
    return readPulse(ctx);
  }

  @Query(() => [Attention], {
    description: 'What of the last seven days, or still waiting, wants a person: the newest 20 of each kind.',
  })
  attention(@SignedIn() ctx: Context) {
    return listAttention(ctx);
  }

  @Query(() => [Waiting], { description: 'What waits and for what, what goes on soonest first: at most 50.' })
  waiting(@SignedIn() ctx: Context) {
    return listWaiting(ctx);
  }

  @Query(() => FirstSteps, { description: 'Which of the first steps the organisation has taken.' })
  gettingStarted(@SignedIn() ctx: Context) {
    return readFirstSteps(ctx);
  }
}
