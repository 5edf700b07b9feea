import { type EventTypeSpecs, type FieldSpecs, optional, resourceTypeField, textField, timeField } from './field.ts';

export const APPLICATION = {
  app_id: textField('UUID of the affected application.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0020'),
  app_name: textField('Name of the affected application.', 'Argo CD'),
  app_client_id: textField('Client id that the application signs in with.', 'app_3k9v2m'),
} satisfies FieldSpecs;

const APPLICATION_FIELDS = {
  ...APPLICATION,
  app_description: textField('Description of the affected application, empty if it has none.', 'Deployments'),
  app_homepage_url: optional(textField('Address that users open it at.', 'https://argocd.example.com')),
  app_secret_rotated_at: optional(timeField('When its client secret was last replaced.', '2026-03-02T08:15:00Z')),
  resource_type: resourceTypeField('application'),
} satisfies FieldSpecs;

export const APPLICATION_EVENTS = {
  'application.created': { description: 'An application was created.', fields: APPLICATION_FIELDS },
  'application.updated': { description: 'An application was updated.', fields: APPLICATION_FIELDS },
  'application.deleted': { description: 'An application was deleted.', fields: APPLICATION_FIELDS },
} satisfies EventTypeSpecs;
