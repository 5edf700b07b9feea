import { Field, InputType } from 'type-graphql';
import { z } from 'zod';
import { TenantSlug } from '../tenant/index.ts';
import { Email, PersonName } from '../user/index.ts';

/** Past any password that can have been set: only a bound on the work. */
const LONGEST_PASSWORD = 1000;

const tenantSlug = z.string().trim().toLowerCase().max(200, 'must have at most 200 characters');
/** What is typed to sign in: only compared, so any text will do. */
const typedEmail = z.string().trim().toLowerCase().max(320, 'must have at most 320 characters');
const typedPassword = z.string().max(LONGEST_PASSWORD, `must have at most ${LONGEST_PASSWORD} characters`);

export const SignIn = z.object({
  tenantSlug,
  email: typedEmail,
  password: typedPassword,
  oneTimeCode: z.string().trim().max(100, 'must have at most 100 characters').nullish(),
});

export const SignUp = z.object({
  tenantName: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters'),
  tenantSlug: TenantSlug,
  email: Email,
  password: typedPassword,
  firstName: PersonName.nullish().transform((name) => name ?? ''),
  lastName: PersonName.nullish().transform((name) => name ?? ''),
});

export const ChangePassword = z.object({ currentPassword: typedPassword, newPassword: typedPassword });

@InputType({ description: 'Who signs in, and where.' })
export class SignInInput {
  @Field(() => String)
  tenantSlug: string;

  @Field(() => String)
  email: string;

  @Field(() => String)
  password: string;

  @Field(() => String, {
    nullable: true,
    description: 'A code of the authenticator, or a recovery code. Needed when refused with the reason `MFA_REQUIRED`.',
  })
  oneTimeCode?: string | null;
}

@InputType({ description: 'A new organisation, and its owner.' })
export class SignUpInput {
  @Field(() => String)
  tenantName: string;

  @Field(() => String, { description: '3 to 40 letters, digits and hyphens. Typed by everyone who signs in.' })
  tenantSlug: string;

  @Field(() => String)
  email: string;

  @Field(() => String, { description: '12 to 200 characters, and not one that is guessed first.' })
  password: string;

  @Field(() => String, { nullable: true })
  firstName?: string | null;

  @Field(() => String, { nullable: true })
  lastName?: string | null;
}

@InputType({ description: 'A new password for oneself.' })
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword: string;

  @Field(() => String, { description: '12 to 200 characters, and not one that is guessed first.' })
  newPassword: string;
}
