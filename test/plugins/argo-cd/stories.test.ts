import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/argo-cd/src/index.ts';
import { startArgoCd } from '../../twins/argo-cd.ts';

const twin = await startArgoCd();
afterAll(twin.stop);
beforeEach(twin.reset);

const act = (action: string, input: Record<string, unknown>) =>
  runPlugin(plugin, twin, { operation: 'action', action: `argo_cd_api_${action}`, input });
const policy = () => twin.maps.get('argocd-rbac-cm')?.data['policy.csv'] ?? '';
const setPolicy = (csv: string) => twin.maps.set('argocd-rbac-cm', { version: 1, data: { 'policy.csv': csv } });

test('a policy follows two groups, and keeps what others wrote', async () => {
  await act('add_user_to_role', { subject: 'frontend', role: 'role:deployer' });
  await act('remove_user_from_role', { subject: 'backend', role: 'role:deployer' });
  expect(policy()).toContain('g, frontend, role:deployer');
  expect(policy()).not.toContain('backend');
  expect(policy()).toContain('g, platform, role:admin');
});

test('the last administrators keep their role', async () => {
  expect(await act('remove_user_from_role', { subject: 'platform', role: 'role:admin' })).toMatchObject({
    error: { kind: 'conflict', message: expect.stringContaining('nobody would be left') },
  });
  await act('add_user_to_role', { subject: 'security', role: 'role:admin' });
  expect(await act('remove_user_from_role', { subject: 'platform', role: 'role:admin' })).toMatchObject({
    outcome: 'changed',
  });
});

test('a role whose denials would lock out whom it is given to is refused', async () => {
  const before = policy();
  expect(await act('add_user_to_role', { subject: 'platform', role: 'role:frozen' })).toMatchObject({
    error: { kind: 'conflict', message: expect.stringContaining('platform would lose projects, update, *') },
  });
  expect(policy()).toBe(before);
});

test('a policy that Argo CD does not read is not built upon', async () => {
  setPolicy('p, role:x, applications, get, */*\n');
  expect(await act('add_user_to_role', { subject: 'frontend', role: 'role:admin' })).toMatchObject({
    error: { kind: 'invalid', message: expect.stringContaining('line 1') },
  });
});

test('who was faster is not overwritten', async () => {
  twin.overtake('argocd-rbac-cm', 2);
  expect(await act('add_user_to_role', { subject: 'frontend', role: 'role:deployer' })).toMatchObject({
    outcome: 'changed',
  });
  expect(twin.maps.get('argocd-rbac-cm')?.data.touched).toBeDefined();
  twin.overtake('argocd-rbac-cm', 100);
  expect(await act('add_user_to_role', { subject: 'qa', role: 'role:deployer' })).toMatchObject({
    error: { kind: 'conflict' },
  });
});

test('a project keeps all else when a group is given a role', async () => {
  const before = structuredClone(twin.projects.get('shop')?.spec);
  await act('add_user_to_group', { project: 'shop', role: 'ops', subject: 'platform' });
  const [dev, ops] = before?.roles ?? [];
  expect(twin.projects.get('shop')?.spec).toEqual({ ...before, roles: [dev, { ...ops, groups: ['platform'] }] });
});

test('a role of a project comes back as it was', async () => {
  const before = twin.projects.get('shop')?.spec.roles?.[0];
  const run = await act('delete_group', { project: 'shop', role: 'dev' });
  const { output } = run as unknown as { output: object };
  await act('create_group', { project: 'shop', role: 'dev', ...output });
  const { jwtTokens: _, ...rest } = before ?? { jwtTokens: [] };
  expect(twin.projects.get('shop')?.spec.roles?.at(-1)).toEqual(rest);
});

test('a role of the policy is not deleted from under those who hold it', async () => {
  expect(await act('delete_role', { role: 'role:deployer' })).toMatchObject({
    error: { kind: 'conflict', message: expect.stringContaining('backend holds role:deployer') },
  });
  expect(await act('delete_role', { role: 'role:frozen' })).toMatchObject({
    outcome: 'changed',
    output: { rules: [{ resource: 'projects', action: 'update', object: '*', effect: 'deny' }] },
  });
});

describe('a token that is created', () => {
  const nightly = { account: 'ci', token: 'nightly', secret: 'ci-nightly' };

  test('is in the Secret that it is for, and nowhere else', async () => {
    const run = await act('create_token', nightly);
    expect(run).toMatchObject({ outcome: 'changed', output: {} });
    expect(twin.kept.get('ci-nightly')?.data).toEqual({ token: 'argo-jwt-of-ci-nightly' });
    expect(JSON.stringify(run)).not.toContain('argo-jwt');
  });

  test('is made anew where its Secret did not come about', async () => {
    twin.tokens.add('nightly');
    expect(await act('create_token', nightly)).toMatchObject({ outcome: 'changed' });
    expect(twin.kept.get('ci-nightly')?.data).toEqual({ token: 'argo-jwt-of-ci-nightly' });
    expect(await act('create_token', nightly)).toMatchObject({ outcome: 'noop' });
  });

  test('does not overwrite a Secret of others', async () => {
    twin.kept.set('ci-nightly', { uid: 'theirs', annotations: {}, data: { password: 'theirs' } });
    expect(await act('create_token', nightly)).toMatchObject({ error: { kind: 'conflict' } });
    expect(twin.tokens.has('nightly')).toBe(false);
    expect(twin.kept.get('ci-nightly')?.data).toEqual({ password: 'theirs' });
  });

  test('has to have a place', async () => {
    const { tokenNamespace: _, ...config } = twin.config;
    const order = { operation: 'action', action: 'argo_cd_api_create_token', input: nightly } as const;
    expect(await runPlugin(plugin, { ...twin, config }, order)).toMatchObject({
      error: { kind: 'invalid', message: expect.stringContaining('tokenNamespace') },
    });
    expect(twin.tokens.has('nightly')).toBe(false);
  });
});

describe('a token that is revoked', () => {
  const nightly = { account: 'ci', token: 'nightly' };

  test('takes the Secret with it that holds it, and no other', async () => {
    const before = [...twin.kept.keys()];
    await act('create_token', { ...nightly, secret: 'ci-nightly' });
    expect(await act('revoke_token', nightly)).toMatchObject({ outcome: 'changed' });
    expect(twin.tokens.has('nightly')).toBe(false);
    expect([...twin.kept.keys()]).toEqual(before);
    expect(await act('revoke_token', nightly)).toMatchObject({ outcome: 'noop' });
  });

  test('of a role of a project, too', async () => {
    const token = { project: 'shop', role: 'dev', token: 'r-1' };
    expect(await act('revoke_role_token', token)).toMatchObject({ outcome: 'changed' });
    expect([...twin.kept.keys()]).toEqual(['ci-kept']);
  });

  test('and was so already leaves no Secret behind either', async () => {
    twin.tokens.delete('kept-1');
    expect(await act('revoke_token', { account: 'ci', token: 'kept-1' })).toMatchObject({ outcome: 'changed' });
    expect([...twin.kept.keys()]).toEqual(['shop-dev-kept']);
    expect(await act('revoke_token', { account: 'ci', token: 'kept-1' })).toMatchObject({ outcome: 'noop' });
  });

  test('is revoked where no Secrets are kept, too', async () => {
    const { tokenNamespace: _, ...config } = twin.config;
    const order = {
      operation: 'action',
      action: 'argo_cd_api_revoke_token',
      input: { account: 'ci', token: 't-1' },
    } as const;
    expect(await runPlugin(plugin, { ...twin, config }, order)).toMatchObject({ outcome: 'changed' });
    expect(twin.tokens.has('t-1')).toBe(false);
  });
});

describe('what a policy takes away is found behind its patterns', () => {
  const given = 'p, platform, projects, update, *, allow\np, role:deployer, applications, sync, */*, allow\n';

  test.each([
    [
      'a part of what a glob allows',
      'shop/pay*',
      'backend would lose applications, sync, */*: applications, sync, shop/pay',
    ],
    ['one of some', '{shop,store}/web', 'backend would lose'],
    ['a character of a class', 'shop/[a-c]?', 'backend would lose'],
  ])('%s', async (_, object, message) => {
    setPolicy(`${given}p, role:x, applications, sync, "${object}", deny\ng, backend, role:deployer\n`);
    expect(await act('add_user_to_role', { subject: 'backend', role: 'role:x' })).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining(message) },
    });
  });

  test('and nothing where a pattern meets nothing that is allowed', async () => {
    setPolicy(`${given}p, role:x, applications, sync, shop, deny\ng, backend, role:deployer\n`);
    expect(await act('add_user_to_role', { subject: 'backend', role: 'role:x' })).toMatchObject({ outcome: 'changed' });
  });

  test('nor where everybody may do it, by the default role or an overlay', async () => {
    setPolicy(`${given}p, role:x, applications, sync, shop/*, deny\ng, backend, role:deployer\n`);
    const map = twin.maps.get('argocd-rbac-cm');
    Object.assign(map?.data ?? {}, {
      'policy.default': 'role:all',
      'policy.teams.csv': 'p, role:all, applications, sync, */*, allow',
    });
    expect(await act('add_user_to_role', { subject: 'backend', role: 'role:x' })).toMatchObject({ outcome: 'changed' });
  });

  describe('in regular expressions, too', () => {
    const setRegexes = (csv: string) =>
      twin.maps.set('argocd-rbac-cm', { version: 1, data: { 'policy.csv': csv, 'policy.matchMode': 'regex' } });
    const regexes =
      'p, platform, ^projects$, ^update$, .*, allow\np, role:deployer, ^applications$, ^sync$, ^shop/.*, allow\n';

    test('where one takes away a part of what another gives', async () => {
      setRegexes(`${regexes}p, role:x, applications, sync, ^shop/pay, deny\ng, backend, role:deployer\n`);
      expect(await act('add_user_to_role', { subject: 'backend', role: 'role:x' })).toMatchObject({
        error: { kind: 'conflict', message: expect.stringContaining('backend would lose ^applications$') },
      });
      expect(await act('add_user_to_role', { subject: 'frontend', role: 'role:deployer' })).toMatchObject({
        outcome: 'changed',
      });
    });

    test('where a role has globs, by which Argo CD then denies', async () => {
      setRegexes(`${regexes}p, role:x, applications, get|sync, *, allow\ng, backend, role:deployer\n`);
      expect(await act('add_user_to_role', { subject: 'backend', role: 'role:x' })).toMatchObject({
        error: { kind: 'conflict', message: expect.stringContaining('backend would lose ^applications$') },
      });
      expect(await act('add_user_to_role', { subject: 'backend', role: 'role:admin' })).toMatchObject({
        error: { kind: 'not_supported' },
      });
    });

    test('but not in those that are not read', async () => {
      const own = 'p, role:x, applications, sync, (?i)shop, allow\np, role:y, applications, sync, ^shop/pay, deny\n';
      setRegexes(`${regexes}${own}g, backend, role:x\n`);
      expect(await act('add_user_to_role', { subject: 'backend', role: 'role:y' })).toMatchObject({
        error: { kind: 'not_supported', message: expect.stringContaining('a flag or a name in a group') },
      });
    });
  });
});
