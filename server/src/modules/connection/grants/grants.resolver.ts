import { Arg, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../context.ts';
import { SignedIn } from '../../../graphql/signed-in.ts';
import { ProviderGrants } from './grants.type.ts';
import { listGrants } from './list-grants.ts';

@Resolver()
export class GrantsResolver {
  @Query(() => ProviderGrants, {
    description: 'What somebody holds at a provider now, over all that its plugin lists.',
  })
  async providerGrants(
    @SignedIn() ctx: Context,
    @Arg('connectionId', () => ID) connectionId: string,
    @Arg('principals', () => [String], {
      description: 'Email addresses, user names or ids of one person, in any case.',
    })
    principals: string[],
  ): Promise<object> {
    const read = await listGrants(ctx, { connectionId, principals });
    return read.ok ? { ...read, error: null } : { grants: [], objectCount: 0, error: read.error };
  }
}
