import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { transaction } from '../../transaction.ts';
import { AppMapping, type AppMappingRow } from '../app-mapping/index.ts';
import { Application } from './application.type.ts';
import { WITHOUT_HASHES } from './internal.ts';

@Resolver(() => AppMapping)
export class MappedApplicationResolver {
  @FieldResolver(() => Application, { nullable: true, description: 'Null when the application is gone.' })
  async application(@SignedIn() ctx: Context, @Root() { applicationId }: AppMappingRow) {
    return (await applicationLoader(ctx).load(applicationId)) ?? null;
  }
}

function applicationLoader(ctx: Context) {
  return loaderOf(ctx, 'application', (ids) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.application.findMany({ where: { id: { in: ids } }, omit: WITHOUT_HASHES });
      return new Map(rows.map((row) => [row.id, row]));
    }),
  );
}
