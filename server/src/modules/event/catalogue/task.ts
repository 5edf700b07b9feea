import { type EventTypeSpecs, resourceTypeField, textField } from './field.ts';

export const TASK_EVENTS = {
  'task.confirmation_needed': {
    description: 'A run has stopped before it removes more than its task may, until a person confirms or rejects it.',
    fields: {
      task_id: textField('UUID of the task.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0080'),
      task_name: textField('Name of the task.', 'User Sync'),
      task_type: textField('Type of the task: script, or the name of a built-in job.', 'script'),
      triggered_by: textField('How it was triggered: cron, manual, plan or integration:<name>.', 'cron'),
      run_id: textField('UUID of the task run.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0081'),
      resource_type: resourceTypeField('task_run'),
      reason: textField('Which bound it would pass.', 'it would remove more than 10 in one run'),
    },
  },
} satisfies EventTypeSpecs;
