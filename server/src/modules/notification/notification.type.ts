import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { NOTIFICATION_TOPICS, type NotificationTopic as Topic } from '../tenant/index.ts';

export const NotificationTopic = Object.fromEntries(NOTIFICATION_TOPICS.map((topic) => [topic, topic])) as {
  [T in Topic]: T;
};
export type NotificationTopic = Topic;
registerEnumType(NotificationTopic, {
  name: 'NotificationTopic',
  description:
    'What people are told of by mail. CONFIRMATION_NEEDED: a run or a step has stopped before it removes more than it may.',
});

@ObjectType({ description: 'Who is told of one topic, by mail.' })
export class NotificationRule {
  @Field(() => NotificationTopic, { description: 'What they are told of.' })
  topic: NotificationTopic;

  userIds: string[];
}
