import { type EventTypeSpecs, type FieldSpecs, resourceTypeField, textField, timeField } from './field.ts';

const CONNECTION = {
  connection_id: textField('UUID of the connection.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0095'),
  connection_name: textField('Name of the connection.', 'GitHub of example'),
  plugin_name: textField('Name of its plugin.', 'GitHub'),
  failing_since: timeField('When it was first found not to work.', '2026-03-02T08:15:00Z'),
  resource_type: resourceTypeField('connection'),
} satisfies FieldSpecs;

/** Told once when it changes, and not at each failure: what they start may fail for the same connection, and ends there. */
export const CONNECTION_EVENTS = {
  'connection.failing': {
    description: 'A connection does not work any more: its provider does not take its credentials.',
    fields: { ...CONNECTION, error: textField('What is wrong.', 'Bad credentials') },
  },
  'connection.recovered': {
    description: 'A connection that had failed works again.',
    fields: CONNECTION,
  },
} satisfies EventTypeSpecs;
