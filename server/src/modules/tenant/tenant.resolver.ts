import { Arg, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { getTenant } from './get.ts';
import { setAttributeSchema } from './set-attribute-schema.ts';
import { SetAttributeSchemaInput, UpdateTenantSettingsInput } from './tenant.input.ts';
import { Tenant, toTenant } from './tenant.type.ts';
import { updateTenantSettings } from './update-settings.ts';

@Resolver(() => Tenant)
export class TenantResolver {
  @Query(() => Tenant, { description: 'The organisation that the actor belongs to.' })
  async tenant(@SignedIn() ctx: Context) {
    return toTenant(await getTenant(ctx));
  }

  @Mutation(() => Tenant, { description: 'Changes the name or the settings of the organisation.' })
  async updateTenantSettings(
    @SignedIn() ctx: Context,
    @Arg('input', () => UpdateTenantSettingsInput) input: UpdateTenantSettingsInput,
  ) {
    return toTenant(await updateTenantSettings(ctx, input));
  }

  @Mutation(() => Tenant, { description: 'Says what the attributes of users must look like from now on.' })
  async setAttributeSchema(
    @SignedIn() ctx: Context,
    @Arg('input', () => SetAttributeSchemaInput) input: SetAttributeSchemaInput,
  ) {
    return toTenant(await setAttributeSchema(ctx, input));
  }
}
