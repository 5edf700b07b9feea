import { Field, InputType } from 'type-graphql';
import { z } from 'zod';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const description = z.string().trim().max(2000, 'must have at most 2,000 characters');

export const CreateGroup = z.object({ name, description: description.default('') });
export const UpdateGroup = z.object({ name: name.optional(), description: description.optional() });

@InputType({ description: 'A new group.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String, { nullable: true })
  description?: string;
}

@InputType({ description: 'What to change of a group; what is left out stays.' })
export class UpdateGroupInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true })
  description?: string;
}
