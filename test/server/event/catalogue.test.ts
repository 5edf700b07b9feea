import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  EVENT_TYPES,
  EVENTS_WITH_TOP_LEVEL_FIELDS,
  type EventData,
  type EventPrevious,
  eventTypeSpec,
  example,
  fieldsOf,
  isEventType,
  isFailureEvent,
  type JsonValue,
  nearestName,
} from '../../../server/src/modules/event/catalogue/index.ts';

const DOCUMENTED = [
  'user.created user.updated user.deleted user.activated user.deactivated',
  'group.created group.updated group.deleted group.member_added group.member_removed',
  'application.created application.updated application.deleted',
  'app_mapping.created app_mapping.updated app_mapping.deleted',
  'login.success login.failed mfa.enrolled mfa.unenrolled',
  'access_request.submitted access_request.approved access_request.denied',
  'access_request.expired access_request.revoked access_request.escalated',
  'proxy.session_ended event_action.delivery_failed task.run_failed',
].flatMap((line) => line.split(' '));

const JAVASCRIPT_TYPES: Record<string, string> = {
  string: 'string',
  integer: 'number',
  boolean: 'boolean',
  datetime: 'string',
  json: 'object',
};

describe('the event catalogue', () => {
  it('holds the documented event types, and eight of our own', () => {
    const ours = [
      'action_flow.approval_needed',
      'action_flow.confirmation_needed',
      'action_flow.failed',
      'connection.failing',
      'connection.recovered',
      'integration.disabled',
      'integration.failing',
      'task.confirmation_needed',
    ];
    expect(DOCUMENTED).toHaveLength(29);
    expect([...EVENT_TYPES].sort()).toEqual([...DOCUMENTED, ...ours].sort());
  });

  it('gives exactly the documented fields to the three types that list theirs', () => {
    expect(Object.keys(fieldsOf('proxy.session_ended'))).toEqual(['hostname', 'provider_id', 'user_email', 'user_sub']);
    expect(Object.keys(fieldsOf('event_action.delivery_failed'))).toEqual([
      'integration_id',
      'integration_name',
      'event_type',
      'delivery_id',
      'attempt_count',
      'error',
    ]);
    expect(Object.keys(fieldsOf('task.run_failed'))).toEqual([
      'task_id',
      'task_name',
      'task_type',
      'triggered_by',
      'output',
      'run_id',
    ]);
  });

  it('names the resource type in every other payload', () => {
    const without = EVENT_TYPES.filter((type) => !('resource_type' in fieldsOf(type)));
    expect(without.sort()).toEqual([...EVENTS_WITH_TOP_LEVEL_FIELDS].sort());
  });

  it('says of the events of failures, and of no other, that they beget no failure event', () => {
    expect(EVENT_TYPES.filter(isFailureEvent)).toEqual([
      'event_action.delivery_failed',
      'task.run_failed',
      'action_flow.failed',
    ]);
  });

  it('knows its own names and no inherited ones', () => {
    expect(isEventType('group.member_added')).toBe(true);
    expect(isEventType('group.member_exploded')).toBe(false);
    expect(isEventType('constructor')).toBe(false);
  });

  it.each(EVENT_TYPES)('describes %s and its fields in sentences', (type) => {
    expect(eventTypeSpec(type).description).toMatch(/^[A-Z].*\.$/);
    for (const [name, field] of Object.entries(fieldsOf(type))) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(field.description).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each(EVENT_TYPES)('has an example of %s with every field that is not optional, in its type', (type) => {
    const sample = example(type) as Record<string, unknown>;
    for (const [name, field] of Object.entries(fieldsOf(type))) {
      if (sample[name] === undefined) expect(field.optional).toBe(true);
      else expect(typeof sample[name]).toBe(JAVASCRIPT_TYPES[field.type]);
    }
    expect(Object.keys(sample).filter((name) => !(name in fieldsOf(type)))).toEqual([]);
  });

  it('gives a fresh example each time', () => {
    const first = example('user.created');
    (first.user_attributes as Record<string, JsonValue>).department = 'Sales';
    expect(example('user.created').user_attributes).toMatchObject({ department: 'Engineering' });
  });

  it('types payloads by event type, optional fields as absent or null', () => {
    expectTypeOf<EventData<'user.created'>['user_email']>().toEqualTypeOf<string>();
    expectTypeOf<EventData<'user.created'>['user_active']>().toEqualTypeOf<boolean>();
    expectTypeOf<EventData<'group.member_added'>['membership_expires_at']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<EventData<'event_action.delivery_failed'>['attempt_count']>().toEqualTypeOf<number>();
    expectTypeOf<EventData<'app_mapping.created'>['user_id']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<EventPrevious<'user.updated'>['user_email']>().toEqualTypeOf<string | undefined>();
  });
});

describe('the nearest name', () => {
  const names = ['user_email', 'user_name', 'group_name', 'EventType'];

  it.each([
    ['user_emial', 'user_email'],
    ['UserEmail', 'user_email'],
    ['user.email', 'user_email'],
    ['group-name', 'group_name'],
    ['Eventtype', 'EventType'],
    ['user_names', 'user_name'],
  ])('of %s is %s', (name, expected) => {
    expect(nearestName(name, names)).toBe(expected);
  });

  it('is nothing when nothing is close', () => {
    expect(nearestName('colour', names)).toBeUndefined();
    expect(nearestName('', names)).toBeUndefined();
    expect(nearestName('x'.repeat(100_000), names)).toBeUndefined();
  });
});
