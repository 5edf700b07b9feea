import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { argoAllows } from '../../twins/argo-policy.ts';
import { startKubernetes } from '../../twins/kubernetes.ts';
import { person } from '../directory/setup.ts';
import { changesIn, groupOf, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('argocd-rbac-policy');
const { owner } = template;
const kubernetes = await startKubernetes({ token: 'sa-token-value' });
afterAll(() => kubernetes.close());

const config = { kubernetes_api_url: kubernetes.url };
const secrets = { KUBERNETES_TOKEN: 'sa-token-value' };
const OTHERS = 'g, oncall, role:admin\n';

const ada = await person(owner, { email: 'ada@example.com' });
const bob = await person(owner, { email: 'bob@example.com' });
const gone = await person(owner, { email: 'gone@example.com' });
await groupOf(owner, 'argocd-admins', [ada, gone]);
await groupOf(owner, 'argocd-viewers', [bob]);
await deactivateUser(owner, gone.id);

const policy = () => kubernetes.configMaps.get('argocd/argocd-rbac-cm')?.data?.['policy.csv'] ?? '';
const may = (subject: string, action: string) =>
  argoAllows(policy(), { subject, action, resource: 'applications', object: 'default/shop' });

beforeEach(() => {
  kubernetes.recover();
  kubernetes.seen.splice(0);
  kubernetes.apply('argocd', 'argocd-rbac-cm', { 'policy.csv': OTHERS, scopes: '[groups, email]' });
});

describe('the Argo CD policy', () => {
  it('lets admins do and viewers look, beside what others wrote', async () => {
    const { planned, written, first, second } = await planAndRunTwice(template, { config, secrets }, [kubernetes]);
    expect(written).toEqual([]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(first.counts).toEqual({ changed: 1, noop: 0, skipped: 0, failed: 0 });
    expect([may('ada@example.com', 'sync'), may('ada@example.com', 'get')]).toEqual([true, true]);
    expect([may('bob@example.com', 'sync'), may('bob@example.com', 'get')]).toEqual([false, true]);
    expect(may('gone@example.com', 'get')).toBe(false);
    expect(policy()).toContain(OTHERS);
    expect(second.counts).toEqual({ changed: 0, noop: 1, skipped: 0, failed: 0 });
    expect(kubernetes.writes()).toHaveLength(1);
  });

  it('starts again from what somebody else wrote meanwhile', async () => {
    kubernetes.overtake('argocd', 'argocd-rbac-cm', (data) => ({
      ...data,
      'policy.csv': `${data['policy.csv']}p, cyd@example.com, applications, get, */*, allow\n`,
    }));
    expect((await template.apply({ config, secrets })).counts).toMatchObject({ changed: 1, failed: 0 });
    expect([may('ada@example.com', 'sync'), may('cyd@example.com', 'get')]).toEqual([true, true]);
    expect(kubernetes.writes().map(({ status }) => status)).toEqual([409, 200]);
  });

  it('waits where Kubernetes has too much to do', async () => {
    kubernetes.refuse({ status: 429, headers: { 'retry-after': '1' }, times: 1 });
    kubernetes.refuse({ method: 'PUT', status: 429, headers: { 'retry-after': '1' }, times: 1 });
    expect((await template.apply({ config, secrets })).counts).toMatchObject({ changed: 1, failed: 0 });
    expect(kubernetes.seen.map(({ status }) => status)).toEqual([429, 200, 429, 200]);
  });

  it('replaces its own lines only', async () => {
    await template.apply({ config, secrets });
    const { counts } = await template.apply({ config: { ...config, admin_group: 'argocd-viewers' }, secrets });
    expect(counts.changed).toBe(1);
    expect(may('ada@example.com', 'get')).toBe(false);
    expect(policy().match(/written by Joinery/g)).toHaveLength(2);
  });

  it('says that nobody is matched when the scopes do not name email', async () => {
    kubernetes.apply('argocd', 'argocd-rbac-cm', { 'policy.csv': '' });
    expect((await template.apply({ config, secrets })).text).toContain('do not name email');
  });

  it('changes nothing for a group that is not there, or a policy that cannot be read', async () => {
    const noGroup = await template.apply({ config: { ...config, viewer_group: 'argocd-veiwers' }, secrets });
    expect(noGroup.text).toContain('there is no group named argocd-veiwers');
    const noRight = await template.apply({ config, secrets: { KUBERNETES_TOKEN: 'another' } });
    expect(noRight.text).toContain('Kubernetes answered 401: Unauthorized');
    kubernetes.configMaps.clear();
    const noMap = await template.apply({ config, secrets });
    expect(noMap.outcome.ok).toBe(false);
    expect(noMap.text).toContain('configmaps \\"argocd-rbac-cm\\" not found');
    expect(kubernetes.writes()).toEqual([]);
  });
});
