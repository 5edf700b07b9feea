import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';
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
  await act('add_user_to_group', { project: 'shop', role: 'ops', subject: 'platform' });
  expect(twin.projects.get('shop')?.spec).toMatchObject({
    description: 'Shop',
    roles: [
      { name: 'dev', groups: ['backend'] },
      { name: 'ops', groups: ['platform'] },
    ],
  });
});

test('a policy that cannot be checked is left alone', async () => {
  setPolicy('p, role:x, applications, {get,sync}, */*, allow\n');
  expect(await act('add_user_to_role', { subject: 'frontend', role: 'role:admin' })).toMatchObject({
    error: { kind: 'not_supported' },
  });
});
