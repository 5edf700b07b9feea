import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../graphql/connection.ts';

@ObjectType({ description: 'This tenant’s consent to one version of a plugin.' })
export class Installation {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'SHA-256 of the archive that was consented to.' })
  digest: string;

  @Field(() => GraphQLJSON, { description: 'What was consented to.' })
  permissions: unknown;

  @Field(() => Boolean, { description: 'Whether newer versions that may do no more are taken by themselves.' })
  autoUpdate: boolean;

  @Field(() => String, { nullable: true, description: 'Who installed it.' })
  installedByEmail: string | null;

  @Field(() => GraphQLDateTime)
  createdAt: Date;

  @Field(() => GraphQLDateTime)
  updatedAt: Date;
}

export const InstallationConnection = connectionOf(Installation);

@ObjectType({ description: 'Who consented to which version.' })
export class InstallationConsent {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'The version that was consented to.' })
  version: string;

  @Field(() => String, { description: 'SHA-256 of its archive.' })
  digest: string;

  @Field(() => GraphQLJSON, { description: 'What the version may do.' })
  permissions: unknown;

  @Field(() => String, { nullable: true, description: 'Null where the tenant takes updates by themselves.' })
  actorEmail: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was given.' })
  at: Date;
}
