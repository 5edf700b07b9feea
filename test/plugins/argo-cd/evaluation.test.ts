import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { expect, test } from 'vitest';
import { BUILT_IN } from '../../../plugins/argo-cd/src/policy/built-in.ts';
import { isAllowed } from '../../../plugins/argo-cd/src/policy/evaluate.ts';
import { examplesFor } from '../../../plugins/argo-cd/src/policy/examples.ts';
import { parseGlob } from '../../../plugins/argo-cd/src/policy/glob.ts';
import { parsePolicy } from '../../../plugins/argo-cd/src/policy/rules.ts';
import { matches } from '../../../plugins/argo-cd/src/policy/walk.ts';

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
  const differences: string[] = [];
  let allowed = 0;
  for (const subject of ['backend', 'platform', 'frozen', 'choosy', 'admin', 'stranger', 'role:readonly'])
    for (const resource of ['applications', 'projects', 'clusters', 'exec'])
      for (const action of ['get', 'sync', 'update', 'update/apps', 'create', 'delete'])
        for (const object of ['shop/web', 'shop/payment1', 'shop/a/b', 'other/web', '*', 'shop']) {
          const ours = isAllowed(policy, { subject, resource, action, object });
          if (ours) allowed += 1;
          if (ours !== (await enforcer.enforce(subject, resource, action, object)))
            differences.push([subject, resource, action, object].join(' '));
        }
  expect(differences).toEqual([]);
  expect(allowed).toBeGreaterThan(100);
});

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
  const parsed = patterns.map(parseGlob);
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
