import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { TenantSettings } from './settings.ts';
import { TenantSlug } from './slug.ts';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');

export const NewTenant = z.object({ name, slug: TenantSlug });
export const UpdateTenantSettings = z.object({
  name: name.optional(),
  sessionDays: TenantSettings.shape.sessionDays.unwrap().optional(),
  removalsPerHour: TenantSettings.shape.removalsPerHour.unwrap().optional(),
  notifications: TenantSettings.shape.notifications.unwrap().optional(),
});

@InputType({ description: 'What to change of the tenant; what is left out stays.' })
export class UpdateTenantSettingsInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => Int, { nullable: true, description: '1 to 90. Sessions that are open keep the end they have.' })
  sessionDays?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Removals of action chains at one provider in an hour; past it, they wait for a person. Null: no bound.',
  })
  removalsPerHour?: number | null;
}

@InputType({ description: 'The rule for the attributes of users.' })
export class SetAttributeSchemaInput {
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'JSON Schema (2020-12) of an object, without references. Null lifts the rule.',
  })
  schema: unknown;
}
