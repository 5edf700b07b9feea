import { type EventTypeSpecs, integerField, textField } from './field.ts';

/**
 * The two events that tell of a failure. Handling one may fail as well; that neither begets another
 * is a property of the type, so that no configuration can make them feed themselves.
 */
export const FAILURE_EVENTS = {
  'event_action.delivery_failed': {
    description: 'A delivery exhausted all retry attempts.',
    fields: {
      integration_id: textField('UUID of the failing integration.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0070'),
      integration_name: textField('Name of the failing integration.', 'LDAP Sync'),
      event_type: textField('The original event that triggered the failed delivery.', 'user.created'),
      delivery_id: textField('UUID of the failed delivery.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0071'),
      attempt_count: integerField('Number of attempts made.', 5),
      error: textField('Last response or error message.', 'connect timeout after 10 s'),
    },
    begetsFailureEvents: false,
    hasTopLevelFields: true,
  },
  'task.run_failed': {
    description: 'A scheduled task or custom script finished with an error.',
    fields: {
      task_id: textField('UUID of the failed task.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0080'),
      task_name: textField('Name of the failed task.', 'User Sync'),
      task_type: textField('Type of the task: script, or the name of a built-in job.', 'script'),
      triggered_by: textField('How it was triggered: cron, manual, plan or integration:<name>.', 'cron'),
      output: textField('Captured output or error text.', 'permission denied'),
      run_id: textField('UUID of the task run.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0081'),
    },
    begetsFailureEvents: false,
    hasTopLevelFields: true,
  },
} satisfies EventTypeSpecs;
