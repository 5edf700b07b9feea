import { Arg, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { transaction } from '../../transaction.ts';
import { Installation } from '../installation/index.ts';
import { dependantsOf } from './dependants.ts';
import { uninstallPlugin } from './uninstall.ts';
import { Dependant } from './uninstallation.type.ts';

@Resolver(() => Installation)
export class UninstallationResolver {
  @FieldResolver(() => [Dependant], { description: 'What uninstalling it would take away.' })
  async dependants(@SignedIn() ctx: Context, @Root() { id }: Installation): Promise<Dependant[]> {
    const batch = (ids: string[]) => transaction(ctx, (ctx) => dependantsOf(ctx, ids));
    return (await loaderOf(ctx, 'dependants', batch).load(id)) ?? [];
  }

  @Mutation(() => Installation, {
    description: 'Uninstalls a plugin; refused while something depends on it, unless `force`.',
  })
  uninstallPlugin(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID, { description: 'The installation’s id.' }) id: string,
    @Arg('force', () => Boolean, { defaultValue: false, description: 'Whether to delete what depends on it, too.' })
    force: boolean,
  ): Promise<object> {
    return uninstallPlugin(ctx, id, force);
  }
}
