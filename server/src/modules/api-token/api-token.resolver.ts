import { Arg, Args, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { ApiTokensArgs } from './api-token.args.ts';
import { CreateApiTokenInput } from './api-token.input.ts';
import { ApiToken, ApiTokenConnection, CreatedApiToken, toApiToken } from './api-token.type.ts';
import { createApiToken } from './create.ts';
import { listApiTokens } from './list.ts';
import { revokeApiToken } from './revoke.ts';

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => ApiTokenConnection, { description: 'API tokens, ended ones included: your own, or another user’s.' })
  async apiTokens(
    @SignedIn() ctx: Context,
    @Args(() => ApiTokensArgs) { first, after, orderBy, ...filter }: ApiTokensArgs,
  ) {
    return toConnection(await listApiTokens(ctx, { page: { first, after }, ...filter, order: orderBy }), toApiToken);
  }

  @Mutation(() => CreatedApiToken, {
    description: 'Creates an API token that acts as you. Its text is shown this once.',
  })
  async createApiToken(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput,
  ): Promise<CreatedApiToken> {
    const { token, apiToken } = await createApiToken(ctx, input);
    return { token, apiToken: toApiToken(apiToken) };
  }

  @Mutation(() => ApiToken, { description: 'Ends an API token within seconds.' })
  async revokeApiToken(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toApiToken(await revokeApiToken(ctx, id));
  }
}
