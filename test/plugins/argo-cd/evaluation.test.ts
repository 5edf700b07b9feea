import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { expect, test } from 'vitest';
import { BUILT_IN } from '../../../plugins/argo-cd/src/policy/built-in.ts';
import { isAllowed } from '../../../plugins/argo-cd/src/policy/evaluate.ts';
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
g, role:lead, role:deployer
g, backend, role:lead
g, platform, role:admin
g, frozen, role:admin
g, frozen, role:frozen`;

test('a policy is evaluated as casbin does it under the model of Argo CD', async () => {
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(POLICY));
  await enforcer.addFunction('globOrRegexMatch', (text: string, glob: string) => globs(glob, text));
  const policy = parsePolicy(POLICY);
  const differences: string[] = [];
  let allowed = 0;
  for (const subject of ['backend', 'platform', 'frozen', 'admin', 'stranger', 'role:readonly'])
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

/** Globs without separators, character by character. */
function globs(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob.startsWith('*')) return globs(glob.slice(1), text) || (text !== '' && globs(glob, text.slice(1)));
  return text !== '' && (glob[0] === '?' || glob[0] === text[0]) && globs(glob.slice(1), text.slice(1));
}
