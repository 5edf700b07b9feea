import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../graphql/connection.ts';

@ObjectType({ description: 'Who publishes plugins: for everyone, or privately for the tenant that it belongs to.' })
export class Publisher {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'How manifests name it.' })
  slug: string;

  @Field(() => String)
  name: string;

  @Field(() => Boolean, { description: 'Whether its plugins are seen by the tenant alone that it belongs to.' })
  isPrivate: boolean;

  @Field(() => Boolean, { description: 'Whether the deployment lets its versions in without approving each.' })
  isTrusted: boolean;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}

export const PublisherConnection = connectionOf(Publisher);

@ObjectType({ description: 'A public key that a publisher signs by.' })
export class PublisherKey {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'Its RFC 7638 thumbprint: what signatures name as `kid`.' })
  kid: string;

  @Field(() => GraphQLJSON, { description: 'The Ed25519 public key as a JWK (RFC 8037).' })
  publicJwk: unknown;

  @Field(() => String, {
    description: 'To be signed as the payload of a compact JWS and sent to `verifyPublisherKey`.',
  })
  challenge: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it counts; null while it is unproven.' })
  verifiedAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when nothing that it signed is loaded.' })
  revokedAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;
}
