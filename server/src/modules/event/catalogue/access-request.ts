import {
  type EventTypeSpecs,
  type FieldSpecs,
  integerField,
  optional,
  resourceTypeField,
  textField,
  timeField,
} from './field.ts';
import { USER_IDENTITY } from './user.ts';

const REQUEST_FIELDS = {
  request_id: textField('UUID of the access request.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0050'),
  ...USER_IDENTITY,
  resource_type: resourceTypeField('entitlement'),
  resource_id: textField('UUID of what access is requested to.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0051'),
  resource_name: textField('Name of what access is requested to.', 'GitHub team: backend'),
  reason: optional(textField('Why the user asks for it.', 'On call for the backend team')),
  expires_at: optional(timeField('When the access ends, if it is granted for a time.', '2026-12-31T00:00:00Z')),
} satisfies FieldSpecs;

const APPROVER = {
  approver_id: optional(textField('UUID of the approver.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0003')),
  approver_email: optional(textField('Email address of the approver.', 'grace.hopper@example.com')),
} satisfies FieldSpecs;

const DECISION_FIELDS = {
  ...REQUEST_FIELDS,
  ...APPROVER,
  comment: optional(textField("The approver's comment.", 'Until the end of the rotation')),
} satisfies FieldSpecs;

const REVOCATION_FIELDS = {
  ...REQUEST_FIELDS,
  revoked_by_id: optional(textField('UUID of the user who revoked the grant.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0003')),
  revoked_by_email: optional(textField('Email address of who revoked the grant.', 'grace.hopper@example.com')),
  revocation_reason: optional(textField('Why the grant was revoked.', 'Rotation ended early')),
} satisfies FieldSpecs;

const ESCALATION_FIELDS = {
  ...REQUEST_FIELDS,
  ...APPROVER,
  escalation_level: integerField('How many times the request has been escalated, from 1.', 1),
} satisfies FieldSpecs;

export const ACCESS_REQUEST_EVENTS = {
  'access_request.submitted': { description: 'An access request was submitted.', fields: REQUEST_FIELDS },
  'access_request.approved': { description: 'An access request was approved.', fields: DECISION_FIELDS },
  'access_request.denied': { description: 'An access request was denied.', fields: DECISION_FIELDS },
  'access_request.expired': { description: 'An access request expired.', fields: REQUEST_FIELDS },
  'access_request.revoked': { description: 'An approved access grant was revoked.', fields: REVOCATION_FIELDS },
  'access_request.escalated': { description: 'An access request was escalated.', fields: ESCALATION_FIELDS },
} satisfies EventTypeSpecs;
