import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { describe, expect, test } from 'vitest';
import { BUILT_IN } from '../../../plugins/argo-cd/src/policy/built-in.ts';
import { isAllowed, type Question } from '../../../plugins/argo-cd/src/policy/evaluate.ts';
import { examplesFor } from '../../../plugins/argo-cd/src/policy/examples.ts';
import { readGlob } from '../../../plugins/argo-cd/src/policy/glob.ts';
import { matches } from '../../../plugins/argo-cd/src/policy/machine.ts';
import { readRegex } from '../../../plugins/argo-cd/src/policy/regex.ts';
import { parsePolicy } from '../../../plugins/argo-cd/src/policy/rules.ts';

const MODEL = `
[request_definition]
r = sub, res, act, obj
[policy_definition]
p = sub, res, act, obj, eft
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = g(r.sub, p.sub) && globOrRegexMatch(r.res, p.res) && globOrRegexMatch(r.act, p.act) && globOrRegexMatch(r.obj, p.obj)
`;
const POLICY = `${BUILT_IN.trim()}
p, role:deployer, applications, sync, shop/*, allow
p, role:deployer, applications, sync, shop/payment?, deny
p, role:frozen, *, update, *, deny
p, role:picky, "{applications,clusters}", [!c]*, "shop/{web,pay*[0-9]}", allow
p, role:picky, applications, get, other/[v-x]eb, allow
p, role:picky, applications, [a-zA-Z]*, other/*, allow
g, role:lead, role:deployer
g, backend, role:lead
g, platform, role:admin
g, choosy, role:picky
g, frozen, role:admin
g, frozen, role:frozen`;

test('a policy is evaluated as casbin does it under the model of Argo CD', async () => {
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(POLICY));
  await enforcer.addFunction('globOrRegexMatch', (text: string, glob: string) => globs(glob, text));
  const policy = parsePolicy(POLICY);
  const differences: Question[] = [];
  let allowed = 0;
  const subjects = ['backend', 'platform', 'frozen', 'choosy', 'admin', 'stranger', 'role:readonly'];
  const objects = ['shop/web', 'shop/payment1', 'shop/a/b', 'other/web', '*', 'shop'];
  for (const question of questions(subjects, ['applications', 'projects', 'clusters', 'exec'], ACTIONS, objects)) {
    const { subject, resource, action, object } = question;
    const ours = isAllowed(policy, question, 'glob');
    if (ours) allowed += 1;
    if (ours !== (await enforcer.enforce(subject, resource, action, object))) differences.push(question);
  }
  expect(differences).toEqual([]);
  expect(allowed).toBeGreaterThan(100);
});

const ACTIONS = ['get', 'sync', 'update', 'update/apps', 'create', 'delete'];

function questions(
  subjects: readonly string[],
  resources: readonly string[],
  actions: readonly string[],
  objects: readonly string[],
): Question[] {
  return subjects.flatMap((subject) =>
    resources.flatMap((resource) =>
      actions.flatMap((action) => objects.map((object) => ({ subject, resource, action, object }))),
    ),
  );
}

/** Globs without separators, character by character, as the library has them that Argo CD uses. */
function globs(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  const [first = ''] = glob;
  if (first === '{') {
    const end = glob.indexOf('}');
    return glob
      .slice(1, end)
      .split(',')
      .some((choice) => globs(choice + glob.slice(end + 1), text));
  }
  if (first === '*') return globs(glob.slice(1), text) || (text !== '' && globs(glob, text.slice(1)));
  if (first === '[') {
    const end = glob.indexOf(']');
    const isNot = glob[1] === '!';
    const inside = glob.slice(isNot ? 2 : 1, end);
    // One range, or some characters; what is more than one range is not read, and matches nothing.
    if (inside[1] === '-' && inside.length > 3) return false;
    const [low = '', dash, high = ''] = inside;
    const character = text[0] ?? '';
    const isIn = dash === '-' ? low <= character && character <= high : inside.includes(character);
    return text !== '' && isIn !== isNot && globs(glob.slice(end + 1), text.slice(1));
  }
  return text !== '' && (first === '?' || first === text[0]) && globs(glob.slice(1), text.slice(1));
}

test('examples stand for every text that globs tell apart', () => {
  const patterns = ['*', 'shop/*', '*/*', 'shop/[a-c]?', '{shop,store}/web', '*pay*', 'x'];
  const parsed = patterns.map(readGlob);
  const signature = (text: string) => parsed.map((glob) => matches(glob, text)).join();
  const known = new Set(examplesFor(parsed).map(signature));
  for (const text of [
    'shop/web',
    'store/web',
    'shop/ab',
    'shop/pay',
    'pay',
    'a/pay/b',
    'x',
    'y',
    'shop',
    'a/b',
    'shop/zz',
  ])
    expect(known).toContain(signature(text));
});

const OF_REGEXES = `
p, role:deployer, ^applications$, ^(sync|get)$, ^shop/[a-z]+-?\\d*$, allow
p, role:deployer, ^applications$, ^sync$, payment, deny
p, role:wide, app, .*, ^(shop|store)/, allow
p, role:broken, ^clusters$, get, *, allow
g, backend, role:deployer
g, platform, role:wide
g, everything, role:wide
g, everything, role:broken
g, builtin, role:readonly
g, builtin, role:wide`.replaceAll('\\\\', '\\');

describe('a policy of regular expressions', () => {
  test('is evaluated as casbin does it, which denies where a pattern cannot be compiled', async () => {
    const whole = `${BUILT_IN.trim()}\n${OF_REGEXES.trim()}`;
    const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(whole));
    await enforcer.addFunction('globOrRegexMatch', (text: string, pattern: string) => new RegExp(pattern).test(text));
    const policy = parsePolicy(whole);
    const differences: Question[] = [];
    let allowed = 0;
    const subjects = ['backend', 'platform', 'everything', 'builtin', 'stranger'];
    const objects = ['shop/web', 'shop/web-1', 'shop/payment', 'store/x', 'x/shop/y', '*'];
    for (const question of questions(subjects, ['applications', 'projects', 'clusters'], ACTIONS, objects)) {
      const { subject, resource, action, object } = question;
      const theirs = await enforcer.enforce(subject, resource, action, object).catch(() => false);
      const ours = isAllowed(policy, question, 'regex');
      if (ours) allowed += 1;
      if (ours !== theirs) differences.push(question);
    }
    expect(differences).toEqual([]);
    expect(allowed).toBeGreaterThan(20);
  });

  test.each([
    'shop',
    '^shop$',
    '^shop|web$',
    '^(?:shop|store)/web(-[0-9]+)?$',
    'a.c',
    '^a{2,3}$',
    '^(ab){2}c*$',
    'x{0}y',
    'a{,2}',
    '[^/]+/web$',
    '[]a-c-]x',
    '[\\d-]z',
    '\\w+\\.\\S',
    '^a+?b*?$',
    '()|x',
    '^$',
    '}]',
  ])('reads %s as it is meant', (pattern) => {
    const machine = readRegex(pattern);
    expect(machine).not.toBe('broken');
    const expected = new RegExp(pattern.replace('[]', '[\\]'));
    const texts = [
      'shop',
      'shop/web',
      'store/web-12',
      'web',
      'abc',
      'a\nc',
      'aa',
      'aaa',
      'aaaa',
      'ababcc',
      'abab',
      'y',
      'xy',
    ];
    const more = ['a{,2}', ']x', 'bx', '-x', '5z', '-z', 'a.b', 'a.', 'ab', 'aab', '', '}]', 'x', 'A'];
    for (const text of [...texts, ...more])
      expect([text, machine !== 'broken' && matches(machine, text)]).toEqual([text, expected.test(text)]);
  });

  test.each(['*', '*/*', 'update/**', 'a**', 'a{2}{3}', '{2}', '(a', 'a)', '[a', '[b-a]', 'a{1001}', 'a\\', '|*'])(
    'knows that Go does not compile %s',
    (pattern) => expect(readRegex(pattern)).toBe('broken'),
  );

  test.each(['(?i)shop', '(?P<name>x)', '\\bshop', '\\pL', '[[:alpha:]]', '^*', 'a{60}', '((a{40}){20}){2}'])(
    'refuses %s, which it does not read',
    (pattern) => expect(() => readRegex(pattern)).toThrow('cannot be checked'),
  );
});
