import type { GettingStartedQuery } from '../../../generated/graphql';

type Steps = GettingStartedQuery['gettingStarted'];

export interface FirstStep {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly isDone: boolean;
}

/** What a new organisation does first, in the order that makes sense. */
export function firstSteps(steps: Steps): FirstStep[] {
  return [
    { title: 'Bring your people in', text: 'One by one, or as a file.', href: '/people', isDone: steps.hasUsers },
    { title: 'Create a group', text: 'A team, a role, a location.', href: '/groups', isDone: steps.hasGroup },
    {
      title: 'Create an integration',
      text: 'Tell a tool whenever something changes.',
      href: '/integrations/new',
      isDone: steps.hasIntegration,
    },
    {
      title: 'See it delivered',
      text: 'Add somebody to a group, and look what was sent.',
      href: '/deliveries',
      isDone: steps.hasDelivered,
    },
    {
      title: 'Connect a tool',
      text: 'Install a plugin and give it access.',
      href: '/marketplace',
      isDone: steps.hasConnection,
    },
    {
      title: 'Let a task run by itself',
      text: 'A script on a schedule, with a plan before it.',
      href: '/tasks/new',
      isDone: steps.hasTask,
    },
    {
      title: 'Build a chain',
      text: 'Onboarding and offboarding, step by step.',
      href: '/chains',
      isDone: steps.hasChain,
    },
  ];
}
