import { Field, InputType } from 'type-graphql';
import { z } from 'zod';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const description = z.string().trim().max(2000, 'must have at most 2,000 characters');
const homepageUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' })
  .max(2000, 'must have at most 2,000 characters')
  .nullable();

export const CreateApplication = z.object({
  name,
  description: description.default(''),
  homepageUrl: homepageUrl.default(null),
});
export const UpdateApplication = z.object({
  name: name.optional(),
  description: description.optional(),
  homepageUrl: homepageUrl.optional(),
});

const DAY_SECONDS = 86_400;
const overlap = `must be a whole number of seconds, from 0 to ${30 * DAY_SECONDS}`;
export const RotateSecret = z.object({
  overlapSeconds: z
    .int(overlap)
    .min(0, overlap)
    .max(30 * DAY_SECONDS, overlap)
    .default(DAY_SECONDS),
});

@InputType({ description: 'A new application.' })
export class CreateApplicationInput {
  @Field(() => String, { description: 'Unique in the tenant.' })
  name: string;

  @Field(() => String, { nullable: true })
  description?: string;

  @Field(() => String, { nullable: true })
  homepageUrl?: string | null;
}

@InputType({ description: 'What to change of an application; what is left out stays.' })
export class UpdateApplicationInput {
  @Field(() => String, { nullable: true })
  name?: string;

  @Field(() => String, { nullable: true })
  description?: string;

  @Field(() => String, { nullable: true })
  homepageUrl?: string | null;
}
