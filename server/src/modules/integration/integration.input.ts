import { Field, InputType } from 'type-graphql';
import { z } from 'zod';
import { EVENT_TYPES, type EventType, isEventType, nearestName } from '../event/index.ts';
import { ActionInput } from './action/action.input.ts';
import { NewAction } from './action/new-action.ts';
import { ConditionInput, NewConditions } from './condition.input.ts';

const MOST_ACTIONS = 20;

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const description = z.string().trim().max(2000, 'must have at most 2,000 characters');

const eventType = z.string().transform((text, issues): EventType => {
  if (isEventType(text)) return text;
  const nearest = nearestName(text, EVENT_TYPES);
  const message = `there is no event type ${text}${nearest ? `: did you mean ${nearest}?` : ''}`;
  issues.addIssue({ code: 'custom', message });
  return z.NEVER;
});
const eventTypes = z
  .array(eventType)
  .min(1, 'must name at least one event type')
  .transform((types) => [...new Set(types)]);

const actions = z
  .array(NewAction)
  .min(1, 'must hold at least one action')
  .max(MOST_ACTIONS, `must hold at most ${MOST_ACTIONS} actions`);

export const CreateIntegration = z.object({
  name,
  description: description.nullish().transform((text) => text ?? ''),
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true),
  eventTypes,
  conditions: NewConditions.nullish().transform((list) => list ?? []),
  actions,
});
export type CreateIntegration = z.infer<typeof CreateIntegration>;

export const UpdateIntegration = z.object({
  name: name.nullish(),
  description: description.nullish(),
  enabled: z.boolean().nullish(),
  eventTypes: eventTypes.nullish(),
  conditions: NewConditions.nullish(),
  actions: actions.nullish(),
});
export type UpdateIntegration = z.infer<typeof UpdateIntegration>;

@InputType({
  description: 'A new integration: when one of the events happens and the conditions hold, its actions run.',
})
export class CreateIntegrationInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true })
  enabled?: boolean | null;

  @Field(() => [String], { description: 'The triggers; see `eventTypes`.' })
  eventTypes: string[];

  @Field(() => [ConditionInput], {
    nullable: true,
    description: 'All of them must hold; without any, every event fits.',
  })
  conditions?: ConditionInput[] | null;

  @Field(() => [ActionInput], { description: 'At most 20. Each is delivered, and retried, by itself.' })
  actions: ActionInput[];
}

@InputType({ description: 'What to change of an integration; what is left out stays.' })
export class UpdateIntegrationInput {
  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'To enable it is to forget its failures too.' })
  enabled?: boolean | null;

  @Field(() => [String], { nullable: true })
  eventTypes?: string[] | null;

  @Field(() => [ConditionInput], { nullable: true })
  conditions?: ConditionInput[] | null;

  @Field(() => [ActionInput], {
    nullable: true,
    description: 'All actions. One with the `id` of a current one replaces it.',
  })
  actions?: ActionInput[] | null;
}

@InputType({ description: 'A secret that templates name as `{{secrets.NAME}}`.' })
export class SecretInput {
  @Field(() => String, { description: 'Letters, digits and underscores, not starting with a digit.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Never comes back. Left out, the stored value stays.' })
  value?: string | null;
}
