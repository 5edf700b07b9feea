import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { NOTIFICATION_TOPICS } from '../tenant/index.ts';
import { NotificationTopic } from './notification.type.ts';

const MOST_READERS = 50;

const Rule = z.object({
  topic: z.enum(NOTIFICATION_TOPICS),
  userIds: z.array(z.string()).max(MOST_READERS, `must name at most ${MOST_READERS}`),
});

export const SetNotifications = z.object({
  rules: z.array(Rule).superRefine((rules, issues) => {
    for (const [index, { topic }] of rules.entries()) {
      const isRepeated = rules.findIndex((rule) => rule.topic === topic) < index;
      if (isRepeated) issues.addIssue({ code: 'custom', path: [index, 'topic'], message: 'is given twice' });
    }
  }),
});

@InputType({ description: 'Who is told of one topic.' })
export class NotificationRuleInput {
  @Field(() => NotificationTopic, { description: 'What they are told of.' })
  topic: NotificationTopic;

  @Field(() => [ID], { description: 'Whom; nobody, where it is empty.' })
  userIds: string[];
}

@InputType({ description: 'Who is told of what from now on.' })
export class SetNotificationsInput {
  @Field(() => [NotificationRuleInput], { description: 'All of them: of a topic that is left out nobody is told.' })
  rules: NotificationRuleInput[];
}
