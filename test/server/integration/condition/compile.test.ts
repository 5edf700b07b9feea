import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../sample-event.ts';
import { compiled, errorsOf } from './conditions.ts';

const EXISTS = { field: 'user.email', operator: 'EXISTS' } as const;
const NEVER = { field: 'user.email', operator: 'NOT_EXISTS' } as const;
const event = sampleEvent('user.created');

function nested(depth: number): unknown {
  return depth === 0 ? EXISTS : { any: [nested(depth - 1)] };
}

describe('compiling conditions', () => {
  it('matches every event when there are none', () => {
    expect(compiled([]).matches(event)).toBe(true);
    expect(compiled({ all: [] }).matches(event)).toBe(true);
  });

  it('needs all of a list, all of "all", and one of "any"', () => {
    expect(compiled([EXISTS, EXISTS]).matches(event)).toBe(true);
    expect(compiled([EXISTS, NEVER]).matches(event)).toBe(false);
    expect(compiled({ any: [NEVER, EXISTS] }).matches(event)).toBe(true);
    expect(compiled({ any: [NEVER, { all: [EXISTS, NEVER] }] }).matches(event)).toBe(false);
    expect(compiled({ all: [EXISTS], any: [NEVER] }).matches(event)).toBe(false);
    expect(compiled({ all: [EXISTS], any: [NEVER, EXISTS] }).matches(event)).toBe(true);
    expect(compiled([EXISTS, { any: [NEVER, EXISTS] }] as never).matches(event)).toBe(true);
  });

  it('takes the nulls of a client for absence', () => {
    expect(errorsOf([{ ...EXISTS, value: null, all: null, any: null }])).toEqual([]);
    expect(errorsOf({ all: null, any: [EXISTS] })).toEqual([]);
  });

  it('lets a field be missing from some of the event types', () => {
    const conditions = compiled(
      [{ field: 'group.name', operator: 'EQ', value: 'x' }],
      ['user.created', 'group.created'],
    );
    expect(conditions.matches(event)).toBe(false);
    expect(conditions.matches(sampleEvent('group.created', { group_name: 'x' }))).toBe(true);
  });

  it('names each thing that is wrong and where', () => {
    expect(
      errorsOf([
        { field: 'user.emial', operator: 'EQ', value: 'x' },
        { field: 'user.email', operator: 'eq', value: 'x' },
        { field: 'user.email', operator: 'EQ' },
        { field: 'user.email', operator: 'CONTAINS', value: '' },
        { field: 'user.email', operator: 'EXISTS', value: 'x' },
        { field: 'user.email', operator: 'IN', value: [] },
        { field: 'user.email', operator: 'IN', value: ['a', 5] },
        { field: 'user.email', operator: 'EQ', value: ['a'] },
        { field: 'user.email.domain', operator: 'EXISTS' },
      ]),
    ).toEqual([
      'conditions.0.field: None of the event types has this field: did you mean user_email?',
      expect.stringMatching(/^conditions\.1\.operator: This must be one of EQ, NEQ, /),
      'conditions.2.value: This must be text',
      'conditions.3.value: This must not be empty',
      'conditions.4.value: This operator takes no value',
      'conditions.5.value: At least one value is needed',
      'conditions.6.value: Each value must be text',
      'conditions.7.value: This must be text',
      'conditions.8.field: None of the event types has this field',
    ]);
  });

  it('names the path through groups', () => {
    expect(errorsOf({ all: [EXISTS, { any: [{ field: 'user.email', operator: 'MATCHES', value: '(' }] }] })).toEqual([
      expect.stringMatching(
        /^conditions\.all\.1\.any\.0\.value: This is not a valid RE2 pattern: .*missing closing \)/,
      ),
    ]);
  });

  it('refuses comparisons by size of what has none', () => {
    expect(errorsOf([{ field: 'user.email', operator: 'GT', value: '5' }])).toEqual([
      'conditions.0.field: Only numbers and times can be compared by size',
    ]);
    const types = ['event_action.delivery_failed', 'group.member_added'] as const;
    expect(errorsOf([{ field: 'attempt_count', operator: 'GT', value: '2026-01-01' }], types)).toEqual([
      'conditions.0.value: This must be a number',
    ]);
    expect(errorsOf([{ field: 'membership_expires_at', operator: 'GT', value: '2026-13-01' }], types)).toEqual([
      'conditions.0.value: This must be a time such as 2026-03-01T09:00:00Z',
    ]);
  });

  it.each(['actor.email', 'event.type', 'previous.user_email'])('refuses to ask whether %s changed', (field) => {
    expect(errorsOf([{ field, operator: 'CHANGED' }])).toEqual([
      'conditions.0.field: Only fields of the payload itself have old values',
    ]);
  });

  it('nests groups five deep and no deeper', () => {
    expect(errorsOf(nested(5))).toEqual([]);
    expect(errorsOf(nested(6))).toEqual(['conditions.any.0.any.0.any.0.any.0.any.0: Groups can be nested 5 deep']);
    expect(errorsOf(nested(5000))).toHaveLength(1);
  });

  it('takes a hundred conditions and no more', () => {
    expect(errorsOf(Array(100).fill(EXISTS))).toEqual([]);
    expect(errorsOf(Array(101).fill(EXISTS))).toEqual(['conditions: At most 100 conditions are possible']);
    expect(errorsOf({ any: Array(60).fill({ all: [EXISTS, EXISTS] }) })).toEqual([
      'conditions: At most 100 conditions are possible',
    ]);
    expect(errorsOf(Array(100_000).fill(7)).length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['(a)\\1', /RE2/],
    ['(?=a)b', /RE2/],
    ['a{1001}', /RE2/],
    ['((((a{10}){10}){10}){10})', /RE2/],
    ['a{1000}'.repeat(3), /too expensive/],
    ['a'.repeat(1025), /at most 1024 characters/],
    ['('.repeat(1000), /RE2/],
  ])('refuses the pattern %s', (value, message) => {
    expect(errorsOf([{ field: 'user.email', operator: 'MATCHES', value }])[0]).toMatch(message);
  });

  it.each([
    null,
    undefined,
    'text',
    7,
    {},
    EXISTS,
    [null],
    [[]],
    [{}],
    [{ field: 7, operator: {}, value: {} }],
    [{ field: 'user.email', operator: { toString: 1 } }],
    [{ field: 'user.email', operator: 'toString' }],
    [{ field: '__proto__', operator: 'EXISTS' }],
    [{ field: '', operator: 'EXISTS' }],
    [{ ...EXISTS, all: [EXISTS] }],
    { all: 0 },
    { any: [] },
    { all: [{ all: [] }] },
    { all: {}, any: 'x' },
    [{ field: 'user.email', operator: 'IN', value: Array(1001).fill('x') }],
    [{ field: 'user.email', operator: 'EQ', value: 'x'.repeat(4097) }],
  ])('answers %j with an error', (conditions) => {
    expect(errorsOf(conditions)).not.toEqual([]);
  });
});

describe('explaining conditions', () => {
  it('tells of each what was expected, what was there, and whether it matched', () => {
    const conditions = compiled({
      all: [{ field: 'user.email', operator: 'ENDS_WITH', value: '@other.test' }],
      any: [
        { field: 'user_manager_id', operator: 'EXISTS' },
        { field: 'user.role', operator: 'IN', value: ['admin', 'member'] },
      ],
    });
    expect(conditions.explain(sampleEvent('user.created', { user_manager_id: null }))).toEqual([
      {
        path: 'conditions.all.0',
        field: 'user.email',
        operator: 'ENDS_WITH',
        expected: '@other.test',
        actual: 'ada.lovelace@example.com',
        matched: false,
      },
      {
        path: 'conditions.any.0',
        field: 'user_manager_id',
        operator: 'EXISTS',
        expected: null,
        actual: null,
        matched: false,
      },
      {
        path: 'conditions.any.1',
        field: 'user.role',
        operator: 'IN',
        expected: ['admin', 'member'],
        actual: 'member',
        matched: true,
      },
    ]);
  });
});
