import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

const name = z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters');
const BASE64URL_32_BYTES = /^[A-Za-z0-9_-]{43}$/;

/** The deployment's own: it publishes what is in its tree. */
export const FIRST_PARTY_SLUG = 'joinery';

export const CreatePublisher = z.object({
  name,
  slug: z
    .string()
    .max(50, 'must have at most 50 characters')
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens, beginning with a letter')
    .refine((slug) => slug !== FIRST_PARTY_SLUG, 'is the name of this deployment’s own publisher'),
  isPrivate: z.boolean().default(false),
});

/** The public members only: what else is given is not kept. */
export const RegisterPublisherKey = z.object({
  publisherId: z.string(),
  name,
  publicJwk: z
    .object(
      {
        kty: z.literal('OKP', 'must be OKP'),
        crv: z.literal('Ed25519', 'must be Ed25519'),
        x: z.string().regex(BASE64URL_32_BYTES, 'must be 32 bytes as base64url'),
        d: z.undefined({ error: 'is the private half: it must stay with you' }).optional(),
      },
      'must be a JWK',
    )
    .transform(({ kty, crv, x }) => ({ kty, crv, x })),
});

export const VerifyPublisherKey = z.object({ id: z.string(), signature: z.string().max(4096) });

@InputType({ description: 'A new publisher.' })
export class CreatePublisherInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'How manifests name it; it cannot be changed.' })
  slug: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether its plugins are for this tenant alone.' })
  isPrivate: boolean;
}

@InputType({ description: 'A public key of a publisher.' })
export class RegisterPublisherKeyInput {
  @Field(() => ID)
  publisherId: string;

  @Field(() => String, { description: 'Where it is kept: `ci`.' })
  name: string;

  @Field(() => GraphQLJSON, { description: 'An Ed25519 public key as a JWK (RFC 8037): `kty`, `crv`, `x`.' })
  publicJwk: unknown;
}

@InputType({ description: 'The proof that a key’s private half is there.' })
export class VerifyPublisherKeyInput {
  @Field(() => ID, { description: 'The key’s id.' })
  id: string;

  @Field(() => String, { description: 'A compact JWS by the key, whose payload is the challenge.' })
  signature: string;
}
