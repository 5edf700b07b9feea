import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { FederatedProviderType } from './federated-provider.type.ts';
import { PROVIDER_TYPES } from './provider-type.ts';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');

export const CreateFederatedProvider = z.object({
  name,
  providerType: z.enum(PROVIDER_TYPES, `must be one of ${PROVIDER_TYPES.join(', ')}`),
});
export const UpdateFederatedProvider = z.object({ name: name.optional() });

/** OpenID Connect allows a subject 255 ASCII characters (Core §2); a distinguished name can be longer. */
export const LinkFederatedIdentity = z.object({
  userId: z.string(),
  providerId: z.string(),
  subject: z.string().min(1, 'must not be empty').max(1000, 'must have at most 1,000 characters'),
});

@InputType({ description: 'A new federated provider.' })
export class CreateFederatedProviderInput {
  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => FederatedProviderType, { description: 'What kind of directory it is.' })
  providerType: FederatedProviderType;
}

@InputType({ description: 'What to change of a federated provider; what is left out stays.' })
export class UpdateFederatedProviderInput {
  @Field(() => String, { nullable: true })
  name?: string;
}

@InputType({ description: 'Which user a provider knows by which subject.' })
export class LinkFederatedIdentityInput {
  @Field(() => ID)
  userId: string;

  @Field(() => ID)
  providerId: string;

  @Field(() => String, { description: "The provider's own lasting name for the person: OpenID Connect's `sub`." })
  subject: string;
}
