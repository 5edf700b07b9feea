import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, ConditionNode } from '../../../../server/src/modules/integration/condition/index.ts';
import { sampleEvent } from '../sample-event.ts';
import { compiled, errorsOf, holds } from './conditions.ts';

const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a', 'b', 'true', '1', 'ada', 'LDAP Sync'));
const actual = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.double(),
);
const field = fc.constantFrom('user_name', 'user.attributes.x', 'user.manager_id', 'actor.email');
const failedField = fc.constantFrom('integration_id', 'integration_name', 'attempt_count');

const event = fc
  .record({ user_name: text, x: actual, user_manager_id: fc.option(text), actorEmail: fc.option(text) })
  .map(({ user_name, x, user_manager_id, actorEmail }) =>
    sampleEvent('user.created', { user_name, user_manager_id, user_attributes: { x } }, { actorEmail }),
  );
const failure = fc
  .record({ integration_id: text, integration_name: text, attempt_count: fc.integer() })
  .map((data) => sampleEvent('event_action.delivery_failed', data));

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, operator: fc.constantFrom('EQ', 'NEQ'), value: text }),
  fc.record({
    field,
    operator: fc.constantFrom('IN', 'NOT_IN'),
    value: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ field, operator: fc.constantFrom('EXISTS', 'NOT_EXISTS', 'IS_TRUE', 'IS_FALSE') }),
);

const OPPOSITE: Record<string, Condition['operator']> = {
  EQ: 'NEQ',
  NEQ: 'EQ',
  IN: 'NOT_IN',
  NOT_IN: 'IN',
  EXISTS: 'NOT_EXISTS',
  NOT_EXISTS: 'EXISTS',
  IS_TRUE: 'IS_FALSE',
  IS_FALSE: 'IS_TRUE',
};

const node = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    condition,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
})).node;

function opposite(tree: ConditionNode): ConditionNode {
  if ('field' in tree) return { ...tree, operator: OPPOSITE[tree.operator] ?? tree.operator };
  if (tree.all) return { any: tree.all.map(opposite) };
  return { all: (tree.any ?? []).map(opposite) };
}

describe('for every event', () => {
  it('NEQ is what EQ is not, and NOT_IN what IN is not', () => {
    fc.assert(
      fc.property(event, field, text, text, (facts, name, one, other) => {
        expect(holds(facts, name, 'NEQ', one)).toBe(!holds(facts, name, 'EQ', one));
        expect(holds(facts, name, 'NOT_IN', [one, other])).toBe(!holds(facts, name, 'IN', [one, other]));
      }),
    );
  });

  it('IN is EQ with any of its values, also for an integration by name', () => {
    fc.assert(
      fc.property(failure, failedField, fc.array(text, { minLength: 1, maxLength: 4 }), (facts, name, values) => {
        const any = values.some((value) => holds(facts, name, 'EQ', value));
        expect(holds(facts, name, 'IN', values)).toBe(any);
        expect(holds(facts, name, 'IN', values[0])).toBe(holds(facts, name, 'EQ', values[0]));
      }),
    );
  });

  it('EQ holds for the value itself, and with it CONTAINS, STARTS_WITH, ENDS_WITH and a pattern of its characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (value) => {
        const facts = sampleEvent('user.created', { user_name: value });
        for (const operator of ['EQ', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'] as const) {
          expect(holds(facts, 'user_name', operator, value)).toBe(true);
        }
        const pattern = Array.from(value, (character) => `\\x{${character.codePointAt(0)?.toString(16)}}`).join('');
        expect(holds(facts, 'user_name', 'MATCHES', `^${pattern}$`)).toBe(true);
      }),
    );
  });

  it('a tree of opposites, all and any exchanged, holds exactly when the tree does not', () => {
    fc.assert(
      fc.property(event, node, (facts, tree) => {
        const whole = compiled({ all: [tree] }).matches(facts);
        expect(compiled({ all: [opposite(tree)] }).matches(facts)).toBe(!whole);
      }),
    );
  });

  it('what is explained agrees with what is matched', () => {
    fc.assert(
      fc.property(event, fc.array(condition, { maxLength: 5 }), (facts, list) => {
        const conditions = compiled(list);
        const explained = conditions.explain(facts);
        expect(explained).toHaveLength(list.length);
        expect(explained.every(({ matched }) => matched)).toBe(conditions.matches(facts));
      }),
    );
  });
});

describe('any input', () => {
  it('is compiled or answered with errors, never thrown at', () => {
    const word = fc.constantFrom(
      'field',
      'operator',
      'value',
      'all',
      'any',
      'EQ',
      'IN',
      'MATCHES',
      'GT',
      'user.email',
      '(',
    );
    const shape = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        word,
        fc.anything(),
        fc.dictionary(word, tie('value')),
        fc.array(tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(shape, (input) => {
        for (const error of errorsOf(input)) expect(error).toMatch(/^conditions[\w.]*: ./);
      }),
    );
  });

  it('that backtracking engines drown in is matched in one pass', () => {
    const evil = ['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){20}', '([a-zA-Z]+)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'];
    const facts = sampleEvent('user.created', { user_name: `${'a'.repeat(20_000)}!` });
    for (const pattern of evil) expect(typeof holds(facts, 'user_name', 'MATCHES', pattern)).toBe('boolean');
  });
});
