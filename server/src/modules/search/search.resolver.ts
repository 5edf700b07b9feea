import { Arg, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { search } from './search.ts';
import { SearchHit } from './search.type.ts';

@Resolver()
export class SearchResolver {
  @Query(() => [SearchHit], {
    description:
      'People, groups, applications, integrations, tasks and chains by what they are called, at most six of each, ' +
      'those that begin with the text first; of what the actor may see.',
  })
  search(
    @SignedIn() ctx: Context,
    @Arg('text', () => String, { description: 'At most 200 characters; people by the beginnings of words.' })
    text: string,
  ) {
    return search(ctx, text);
  }
}
