import { type EventTypeSpecs, type FieldSpecs, optional, resourceTypeField, textField } from './field.ts';
import { USER_IDENTITY } from './user.ts';

const LOGIN_FIELDS = {
  ...USER_IDENTITY,
  method: textField('How the user signed in: password, totp or recovery_code.', 'password'),
  user_agent: optional(textField('Browser or client that signed in, by its own word.', 'curl/8.14.1')),
  resource_type: resourceTypeField('user'),
} satisfies FieldSpecs;

// A failed attempt may name nobody that exists: only what was typed is certain.
const FAILED_LOGIN_FIELDS = {
  ...LOGIN_FIELDS,
  user_id: optional(USER_IDENTITY.user_id),
  user_email: textField('Email address that was tried.', 'ada.lovelace@example.com'),
  user_name: optional(USER_IDENTITY.user_name),
  user_first_name: optional(USER_IDENTITY.user_first_name),
  user_last_name: optional(USER_IDENTITY.user_last_name),
  reason: textField('Why the attempt failed.', 'invalid_credentials'),
} satisfies FieldSpecs;

const MFA_FIELDS = {
  ...USER_IDENTITY,
  method_id: textField('UUID of the MFA method.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0040'),
  method_type: textField('Kind of MFA method.', 'totp'),
  resource_type: resourceTypeField('mfa_method'),
} satisfies FieldSpecs;

export const SIGN_IN_EVENTS = {
  'login.success': { description: 'A successful login occurred.', fields: LOGIN_FIELDS },
  'login.failed': { description: 'A failed login attempt occurred.', fields: FAILED_LOGIN_FIELDS },
  'mfa.enrolled': { description: 'A user enrolled a new MFA method.', fields: MFA_FIELDS },
  'mfa.unenrolled': { description: 'A user removed an MFA method.', fields: MFA_FIELDS },
} satisfies EventTypeSpecs;
