import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What works only as long as a plugin is installed.' })
export class Dependant {
  @Field(() => String, { description: '`connection`, `action_chain`, or `action_flow` for one that has not ended.' })
  kind: string;

  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;
}
