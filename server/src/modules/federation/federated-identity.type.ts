import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A user, as a federated provider knows them.' })
export class FederatedIdentity {
  providerId: string;

  userId: string;

  @Field(() => String, { description: "The provider's own lasting name for the person: OpenID Connect's `sub`." })
  subject: string;

  @Field(() => GraphQLDateTime, { description: 'When the two were linked.' })
  createdAt: Date;
}
