import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

const role = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const id = z.string();

export const CreateAppMapping = z
  .object({ applicationId: id, userId: id.nullish(), groupId: id.nullish(), role })
  .refine(({ userId, groupId }) => Boolean(userId) !== Boolean(groupId), {
    path: ['userId'],
    message: 'name either a userId or a groupId',
  });
export const UpdateAppMapping = z.object({ role });

@InputType({ description: 'A role in an application, for either a user or a group.' })
export class CreateAppMappingInput {
  @Field(() => ID)
  applicationId: string;

  @Field(() => ID, { nullable: true })
  userId?: string | null;

  @Field(() => ID, { nullable: true })
  groupId?: string | null;

  @Field(() => String)
  role: string;
}

@InputType({ description: 'What to change of an app mapping.' })
export class UpdateAppMappingInput {
  @Field(() => String)
  role: string;
}
