import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TenantRow } from './internal.ts';
import { settingsOf } from './settings.ts';

@ObjectType({ description: 'One organisation: it owns its people, groups, applications and integrations.' })
export class Tenant {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'What people type to say which organisation they sign in to.' })
  slug: string;

  @Field(() => String)
  name: string;

  @Field(() => Int, { description: 'How many days after signing in a person has to sign in again.' })
  sessionDays: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Removals of action chains at one provider in an hour; past it, they wait for a person. Null: no bound.',
  })
  removalsPerHour: number | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'JSON Schema that the attributes of users must satisfy. Null: anything goes.',
  })
  attributeSchema: unknown;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export function toTenant(row: TenantRow): Tenant {
  const { id, slug, name, attributeSchema, createdAt, updatedAt } = row;
  return { id, slug, name, attributeSchema, createdAt, updatedAt, ...settingsOf(row) };
}
