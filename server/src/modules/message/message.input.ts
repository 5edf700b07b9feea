import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

export const SendMessage = z.object({
  to: z
    .strictObject({
      userIds: z.array(z.string()).min(1, 'must name somebody').max(1000, 'must name at most 1,000').nullish(),
      groupId: z.string().nullish(),
      text: z.string().max(200).nullish(),
      emailEndsWith: z.string().max(254).nullish(),
      everyone: z.boolean().nullish(),
    })
    .refine(({ everyone, ...narrower }) => everyone || Object.values(narrower).some(Boolean), {
      message: 'must say who: userIds, groupId, text, emailEndsWith, or everyone',
    })
    .refine(({ userIds, ...others }) => !userIds || !Object.values(others).some(Boolean), {
      message: 'must not say more where it names users',
    }),
  // A line break would end the header that it stands in.
  subject: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters')
    .regex(/^[^\r\n]*$/, 'must be one line'),
  text: z.string().trim().min(1, 'must not be empty').max(20_000, 'must have at most 20,000 characters'),
  sendAt: z.date().nullish(),
});

@InputType({
  description: 'Who is told: the users named, or those for whom all that is given holds. Only active users are.',
})
export class MessageRecipientsInput {
  @Field(() => [ID], { nullable: true, description: 'These users, and nothing else is given.' })
  userIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Members of this group.' })
  groupId?: string | null;

  @Field(() => String, { nullable: true, description: 'Words of the email, the username or the name, in any case.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'How the email ends.' })
  emailEndsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Everybody, where nothing else is given.' })
  everyone?: boolean | null;
}

@InputType({ description: 'A message to one or many.' })
export class SendMessageInput {
  @Field(() => MessageRecipientsInput, { description: 'Who is told.' })
  to: MessageRecipientsInput;

  @Field(() => String, { description: 'One line.' })
  subject: string;

  @Field(() => String, { description: 'Plain text.' })
  text: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Not before then; with the next delivery unless given.',
  })
  sendAt?: Date | null;
}
