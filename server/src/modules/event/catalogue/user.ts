import {
  booleanField,
  type EventTypeSpecs,
  type FieldSpecs,
  jsonField,
  optional,
  resourceTypeField,
  textField,
} from './field.ts';

/** Who an event is about: enough to find the same person in another tool. */
export const USER_IDENTITY = {
  user_id: textField('UUID of the affected user.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0001'),
  user_email: textField('Email address of the affected user.', 'ada.lovelace@example.com'),
  user_name: textField('Username of the affected user.', 'ada'),
  user_first_name: textField('First name of the affected user, empty if none is known.', 'Ada'),
  user_last_name: textField('Last name of the affected user, empty if none is known.', 'Lovelace'),
} satisfies FieldSpecs;

export const USER_ATTRIBUTES = {
  user_attributes: jsonField("The user's attributes; one of them is `user_attributes.department`.", {
    department: 'Engineering',
    github_username: 'ada-l',
  }),
} satisfies FieldSpecs;

const USER_FIELDS = {
  ...USER_IDENTITY,
  user_active: booleanField('Whether the user may sign in.', true),
  user_role: textField('Role of the user in the tenant: owner, admin, member or auditor.', 'member'),
  user_manager_id: optional(textField("UUID of the user's manager.", '0198c0de-7a11-7c3e-9b52-3f1d5a6e0002')),
  ...USER_ATTRIBUTES,
  resource_type: resourceTypeField('user'),
} satisfies FieldSpecs;

const INACTIVE_USER_FIELDS = {
  ...USER_FIELDS,
  user_active: booleanField('Whether the user may sign in.', false),
} satisfies FieldSpecs;

export const USER_EVENTS = {
  'user.created': { description: 'A new user account was created.', fields: USER_FIELDS },
  'user.updated': { description: "A user's profile was changed.", fields: USER_FIELDS },
  'user.deleted': { description: 'A user account was deleted.', fields: USER_FIELDS },
  'user.activated': { description: 'A user account was re-activated.', fields: USER_FIELDS },
  'user.deactivated': { description: 'A user account was deactivated.', fields: INACTIVE_USER_FIELDS },
} satisfies EventTypeSpecs;
