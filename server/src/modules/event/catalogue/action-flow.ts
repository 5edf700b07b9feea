import { type EventTypeSpecs, resourceTypeField, textField, timeField } from './field.ts';

const FLOW_FIELDS = {
  chain_id: textField('UUID of the action chain.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0090'),
  chain_name: textField('Name of the action chain.', 'Give GitHub'),
  flow_id: textField('UUID of the action flow.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0091'),
  step_name: textField('Name of the step.', 'add_to_team'),
  resource_type: resourceTypeField('action_flow'),
};

export const ACTION_FLOW_EVENTS = {
  'action_flow.failed': {
    description: 'A flow of an action chain has failed, or was undone because a step of it has.',
    fields: {
      ...FLOW_FIELDS,
      status: textField('Failed, or compensated when what it had done was undone.', 'failed'),
      error: textField('What went wrong.', 'add_to_team: there is no user octocat'),
    },
    begetsFailureEvents: false,
  },
  'action_flow.confirmation_needed': {
    description:
      'A step has stopped before it removes more than the tenant may in an hour, until a person confirms it.',
    fields: {
      ...FLOW_FIELDS,
      reason: textField('Which bound it would pass.', 'it would be more than 100 removals at github in one hour'),
    },
  },
  'action_flow.approval_needed': {
    description: 'A step asks for an approval, and waits for it.',
    fields: {
      ...FLOW_FIELDS,
      reason: textField('What is asked.', 'an approval: May Ada Example have production access?'),
      decide_until: timeField('Until when an answer counts.', '2026-03-07T08:15:00Z'),
    },
  },
} satisfies EventTypeSpecs;
