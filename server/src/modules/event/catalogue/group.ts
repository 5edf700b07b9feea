import { type EventTypeSpecs, type FieldSpecs, optional, resourceTypeField, textField, timeField } from './field.ts';
import { USER_ATTRIBUTES, USER_IDENTITY } from './user.ts';

const GROUP = {
  group_id: textField('UUID of the affected group.', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0010'),
  group_name: textField('Name of the affected group.', 'datadog-users'),
  group_description: textField(
    'Description of the affected group, empty if it has none.',
    'People with a seat in Datadog',
  ),
} satisfies FieldSpecs;

const GROUP_FIELDS = { ...GROUP, resource_type: resourceTypeField('group') } satisfies FieldSpecs;

// The whole person travels with a membership: a tool is provisioned from this event alone.
const MEMBERSHIP_FIELDS = {
  ...USER_IDENTITY,
  ...USER_ATTRIBUTES,
  ...GROUP,
  membership_source: textField('Where the membership came from: manual, scim, sync, request or rule.', 'manual'),
  membership_expires_at: optional(timeField('When the membership ends by itself.', '2026-12-31T00:00:00Z')),
  resource_type: resourceTypeField('membership'),
} satisfies FieldSpecs;

const REMOVED_MEMBERSHIP_FIELDS = {
  ...MEMBERSHIP_FIELDS,
  removal_reason: textField('Why it ended: manual, expired, user_deleted, group_deleted or sync.', 'manual'),
} satisfies FieldSpecs;

export const GROUP_EVENTS = {
  'group.created': { description: 'A group was created.', fields: GROUP_FIELDS },
  'group.updated': { description: 'A group was updated.', fields: GROUP_FIELDS },
  'group.deleted': { description: 'A group was deleted.', fields: GROUP_FIELDS },
  'group.member_added': { description: 'A user was added to a group.', fields: MEMBERSHIP_FIELDS },
  'group.member_removed': { description: 'A user was removed from a group.', fields: REMOVED_MEMBERSHIP_FIELDS },
} satisfies EventTypeSpecs;
