import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

@ObjectType({ description: 'Something that users sign in to. It proves who it is by its client id and secret.' })
export class Application {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String)
  description: string;

  @Field(() => String, { nullable: true })
  homepageUrl: string | null;

  @Field(() => String, { description: 'What the application calls itself when it signs in; never changes.' })
  clientId: string;

  @Field(() => GraphQLDateTime, { description: 'When the secret in use was made.' })
  secretRotatedAt: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when the secret before the last rotation is taken as well; null where it is not.',
  })
  previousSecretExpiresAt: Date | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const ApplicationConnection = connectionOf(Application);

@ObjectType({ description: 'An application with the secret that was just made for it.' })
export class ApplicationWithSecret {
  @Field(() => Application)
  application: Application;

  @Field(() => String, { description: 'Shown this once; only its hash is kept.' })
  clientSecret: string;
}
