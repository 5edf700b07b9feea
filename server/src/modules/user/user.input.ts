import { UserRole } from '@joinery/prisma';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

/** RFC 5321 §4.5.3.1.3 leaves 254 characters for an address. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an email address'));
export const Username = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(254, 'must have at most 254 characters')
  .regex(/^[^\s\p{Cc}]+$/u, 'must not contain spaces or control characters');
export const PersonName = z.string().trim().max(100, 'must have at most 100 characters');
export const Attributes = z.record(z.string().min(1).max(200), z.json(), 'must be an object');

export const CreateUser = z.object({
  email: Email,
  username: Username.nullish(),
  firstName: PersonName.nullish().transform((name) => name ?? ''),
  lastName: PersonName.nullish().transform((name) => name ?? ''),
  attributes: Attributes.nullish().transform((attributes) => attributes ?? {}),
  managerId: z.string().nullish(),
  role: z
    .enum(UserRole)
    .nullish()
    .transform((role) => role ?? 'MEMBER'),
  /** Where the person comes from, for the audit log: a federated provider, say. */
  source: z.string().max(200).optional(),
});

export const UpdateUser = z.object({
  email: Email.optional(),
  username: Username.optional(),
  firstName: PersonName.optional(),
  lastName: PersonName.optional(),
  attributes: Attributes.optional(),
  managerId: z.string().nullable().optional(),
  role: z.enum(UserRole).optional(),
});

export const SetUserPassword = z.object({
  id: z.string(),
  password: z.string().min(12, 'must have at least 12 characters').max(1000, 'must have at most 1,000 characters'),
});

@InputType({ description: 'A new user.' })
export class CreateUserInput {
  @Field(() => String, { description: 'Unique in the tenant; kept in lower case.' })
  email: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Unique in the tenant. Left out: what stands before the @ of the email, or all of it when that is taken.',
  })
  username?: string | null;

  @Field(() => String, { nullable: true })
  firstName?: string | null;

  @Field(() => String, { nullable: true })
  lastName?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "An object that fits the tenant's attribute schema." })
  attributes?: unknown;

  @Field(() => ID, { nullable: true })
  managerId?: string | null;

  @Field(() => UserRole, { nullable: true, description: 'MEMBER when left out.' })
  role?: UserRole | null;
}

@InputType({ description: 'What to change of a user; what is left out stays.' })
export class UpdateUserInput {
  @Field(() => String, { nullable: true })
  email?: string;

  @Field(() => String, { nullable: true })
  username?: string;

  @Field(() => String, { nullable: true })
  firstName?: string;

  @Field(() => String, { nullable: true })
  lastName?: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Takes the place of all attributes.' })
  attributes?: unknown;

  @Field(() => ID, { nullable: true, description: 'Null: nobody.' })
  managerId?: string | null;

  @Field(() => UserRole, { nullable: true })
  role?: UserRole;
}
