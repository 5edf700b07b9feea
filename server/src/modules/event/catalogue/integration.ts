import { type EventTypeSpecs, type FieldSpecs, optional, resourceTypeField, textField, timeField } from './field.ts';

const INTEGRATION = {
  integration_id: textField('UUID of the integration.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0070'),
  integration_name: textField('Name of the integration.', 'LDAP Sync'),
} satisfies FieldSpecs;

const RESOURCE = { resource_type: resourceTypeField('integration') } satisfies FieldSpecs;

export const INTEGRATION_EVENTS = {
  'integration.failing': {
    description: 'An integration does nothing but fail, and will be disabled if that goes on.',
    fields: {
      ...INTEGRATION,
      failing_since: timeField('When the first of the uninterrupted failures happened.', '2026-03-02T08:15:00Z'),
      disables_at: timeField('When the integration will be disabled if it keeps failing.', '2026-03-07T08:15:00Z'),
      ...RESOURCE,
    },
  },
  'integration.disabled': {
    description: 'An integration was disabled because its destination kept failing or asked for it.',
    fields: {
      ...INTEGRATION,
      failing_since: optional(
        timeField('When the first of the uninterrupted failures happened.', '2026-03-02T08:15:00Z'),
      ),
      disabled_reason: textField('Why it was disabled.', 'Failing for five days'),
      ...RESOURCE,
    },
  },
} satisfies EventTypeSpecs;
