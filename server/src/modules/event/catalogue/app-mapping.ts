import { APPLICATION } from './application.ts';
import { type EventTypeSpecs, type FieldSpecs, optional, resourceTypeField, textField } from './field.ts';

// A mapping has one subject: the sample shows a group, so the user's fields are without an example.
const APP_MAPPING_FIELDS = {
  mapping_id: textField('UUID of the app mapping.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0030'),
  ...APPLICATION,
  subject_type: textField('Who holds the role: user or group.', 'group'),
  user_id: optional(textField('UUID of the user, when the subject is one.')),
  user_email: optional(textField('Email address of the user, when the subject is one.')),
  user_name: optional(textField('Username of the user, when the subject is one.')),
  group_id: optional(textField('UUID of the group, when the subject is one.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0010')),
  group_name: optional(textField('Name of the group, when the subject is one.', 'argocd-admins')),
  mapping_role: textField('Role that the mapping gives in the application.', 'admin'),
  resource_type: resourceTypeField('app_mapping'),
} satisfies FieldSpecs;

export const APP_MAPPING_EVENTS = {
  'app_mapping.created': { description: 'An app mapping entry was created.', fields: APP_MAPPING_FIELDS },
  'app_mapping.updated': { description: 'An app mapping entry was updated.', fields: APP_MAPPING_FIELDS },
  'app_mapping.deleted': { description: 'An app mapping entry was deleted.', fields: APP_MAPPING_FIELDS },
} satisfies EventTypeSpecs;
