import type { JsonSchema } from '@/components/schema-form';
import type { NotificationTopic } from '../../../../generated/graphql';

const WORDS: Record<NotificationTopic, { title: string; description: string }> = {
  TASK_FAILED: { title: 'A task has failed', description: 'With what it said, and where its run is.' },
  FLOW_FAILED: { title: 'A flow has failed', description: 'Or was undone, because a step of it had failed.' },
  INTEGRATION_FAILING: {
    title: 'An integration does nothing but fail',
    description: 'Once a day, and when it is switched off for it.',
  },
  CONNECTION_FAILING: {
    title: 'A connection does not work any more',
    description: 'With what its provider says, and again when it works.',
  },
  CONFIRMATION_NEEDED: {
    title: 'Removals wait to be confirmed',
    description: 'A run or a flow has stopped before it takes away more than it may.',
  },
  APPROVAL_NEEDED: {
    title: 'An approval waits',
    description: 'Whoever may decide finds it among the approvals; these people hear of each.',
  },
};

const PEOPLE: JsonSchema = { type: 'array', items: { type: 'string', 'x-refers-to': 'user' } };

/** People for each topic, as a form asks for them. */
export const TOPICS: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(Object.entries(WORDS).map(([topic, words]) => [topic, { ...PEOPLE, ...words }])),
};
