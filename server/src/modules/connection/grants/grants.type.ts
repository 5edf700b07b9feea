import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ActionError } from '../action/action.type.ts';

@ObjectType({ description: 'Something that somebody holds at a provider.' })
export class ProviderGrant {
  @Field(() => String, { description: 'A type of resource of the plugin: `team`.' })
  resourceType: string;

  @Field(() => ID, { description: 'What the provider calls the object by.' })
  objectId: string;

  @Field(() => String, { description: 'Name of the object.' })
  objectName: string;

  @Field(() => String, { description: 'What of the object is held: `member`.' })
  entitlement: string;

  @Field(() => String, { description: 'Email address, user name or id of who holds it, the first that is known.' })
  principal: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends by itself.' })
  expiresAt: string | null;
}

@ObjectType({ description: 'What somebody holds at a provider, as it was read from it.' })
export class ProviderGrants {
  @Field(() => [ProviderGrant], { description: 'All of it, from every resource that the plugin lists.' })
  grants: ProviderGrant[];

  @Field(() => Int, { description: 'How many teams, groups and other objects were looked through.' })
  objectCount: number;

  @Field(() => ActionError, { nullable: true, description: 'Why it cannot be told: then the lists say nothing.' })
  error: ActionError | null;
}
