import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { Integration } from '../integration/index.ts';
import { IntegrationHealth } from './delivery.type.ts';
import { healthOfIntegrations, NOTHING_DELIVERED } from './integration-health.ts';

/** What this module adds to integrations, which know nothing of deliveries. */
@Resolver(() => Integration)
export class IntegrationHealthResolver {
  @FieldResolver(() => IntegrationHealth, { description: 'What became of its deliveries lately.' })
  async health(@SignedIn() ctx: Context, @Root() { id }: Integration) {
    const load = (ids: string[]) => healthOfIntegrations(ctx, ids);
    return (await loaderOf(ctx, 'integration.health', load).load(id)) ?? NOTHING_DELIVERED;
  }
}
