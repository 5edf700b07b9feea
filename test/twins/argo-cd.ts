import {
  type RunningTwin,
  startTwinServer,
  type TwinAnswer,
  type TwinHarness,
  type TwinRequest,
} from '@joinery/plugin-sdk/testing';
import { answerOfSecrets, type Secret } from './argo-cd-secrets.ts';

const ARGO = 'argo-cd-token-of-the-twin-alone';
const KUBERNETES = 'kubernetes-token-of-the-twin-alone';
const POLICY = `p, role:deployer, applications, sync, */*, allow
p, role:frozen, projects, update, *, deny
g, platform, role:admin
g, backend, role:deployer
`;

type Data = Record<string, string>;
interface Project {
  metadata: { name: string; resourceVersion: string };
  spec: {
    description: string;
    roles?: { name: string; groups?: string[]; policies: string[]; jwtTokens?: { id: string; iat: number }[] }[];
  };
}

export interface ArgoCdTwin extends RunningTwin {
  maps: Map<string, { version: number; data: Data }>;
  projects: Map<string, Project>;
  /** Of the account ci, by id. */
  tokens: Set<string>;
  /** Secrets of the cluster. */
  kept: Map<string, Secret>;
  /** Somebody else changes the config map before each of the next writes is looked at. */
  overtake(name: string, times: number): void;
}

export const argoCdTwin: TwinHarness = { start: startArgoCd };

/** Argo CD's API, and the config maps of the cluster that it runs in, behind one address. */
export async function startArgoCd(): Promise<ArgoCdTwin> {
  const maps: ArgoCdTwin['maps'] = new Map();
  const projects: ArgoCdTwin['projects'] = new Map();
  const tokens = new Set<string>();
  const kept: ArgoCdTwin['kept'] = new Map();
  const overtaken = { name: '', times: 0 };
  const server = await startTwinServer((request) => {
    const isCluster = request.path.startsWith('/api/v1/namespaces/');
    if (request.headers.authorization !== `Bearer ${isCluster ? KUBERNETES : ARGO}`)
      return { status: 401, body: { message: 'no session information' } };
    if (request.path.startsWith('/api/v1/namespaces/tokens/secrets')) return answerOfSecrets(request, kept);
    return isCluster ? answerOfCluster(request, { maps, overtaken }) : answerOfArgo(request, { projects, tokens });
  });
  const reset = () => {
    server.forget();
    overtaken.times = 0;
    const accounts = { 'accounts.ci': 'apiKey, login', 'accounts.old': 'apiKey', 'accounts.old.enabled': 'false' };
    maps.set('argocd-rbac-cm', { version: 100, data: { 'policy.csv': POLICY, 'policy.default': '' } });
    maps.set('argocd-cm', { version: 7, data: { url: 'https://argocd.example.com', ...accounts } });
    tokens.clear();
    tokens.add('t-1').add('kept-1');
    kept.clear();
    const note = (name: string) => ({
      uid: `uid-${name}`,
      annotations: { 'joinery/argo-cd-token': name },
      data: { token: 'old' },
    });
    kept.set('ci-kept', note('account/ci/kept-1'));
    kept.set('shop-dev-kept', note('project/shop/dev/r-1'));
    projects.clear();
    const roles = [
      {
        name: 'dev',
        groups: ['backend'],
        policies: ['p, proj:shop:dev, applications, sync, shop/*, allow'],
        jwtTokens: [{ id: 'r-1', iat: 1_764_151_200 }],
      },
      { name: 'ops', policies: [] },
    ];
    projects.set('shop', { metadata: { name: 'shop', resourceVersion: '1' }, spec: { description: 'Shop', roles } });
    projects.set('bare', { metadata: { name: 'bare', resourceVersion: '1' }, spec: { description: 'Nothing yet' } });
  };
  reset();
  return {
    ...server,
    ...{
      config: { argoUrl: server.url, kubernetesUrl: server.url, tokenNamespace: 'tokens' },
      maps,
      projects,
      tokens,
      kept,
      reset,
      scenarios: SCENARIOS,
    },
    secrets: { argo_token: ARGO, kubernetes_token: KUBERNETES },
    resources: { project_role: { objects: 2, grants: 1 } },
    overtake: (name, times) => void Object.assign(overtaken, { name, times }),
  };
}

const NOT_FOUND: TwinAnswer = { status: 404, body: { message: 'not found' } };

function answerOfCluster(
  { method, path, body }: TwinRequest,
  { maps, overtaken }: { maps: ArgoCdTwin['maps']; overtaken: { name: string; times: number } },
): TwinAnswer {
  const name = path.split('/').at(-1) ?? '';
  const map = maps.get(name);
  if (!map || path !== `/api/v1/namespaces/argocd/configmaps/${name}`) return NOT_FOUND;
  if (method === 'PUT') {
    if (overtaken.name === name && overtaken.times > 0) {
      overtaken.times -= 1;
      map.version += 1;
      map.data = { ...map.data, touched: String(map.version) };
    }
    const given = body as { metadata: { resourceVersion: string }; data: Data };
    if (given.metadata.resourceVersion !== String(map.version))
      return { status: 409, body: { reason: 'Conflict', message: 'the object has been modified' } };
    map.version += 1;
    map.data = given.data;
  }
  const metadata = { name, namespace: 'argocd', resourceVersion: String(map.version) };
  return { status: 200, body: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: map.data } };
}

function answerOfArgo(
  { method, path, body }: TwinRequest,
  { projects, tokens }: { projects: ArgoCdTwin['projects']; tokens: Set<string> },
): TwinAnswer {
  const [, , , kind, name = '', , token = ''] = path.split('/');
  if (path === '/api/v1/session/userinfo') return { status: 200, body: { loggedIn: true, username: 'joinery' } };
  if (path === '/api/v1/projects') return { status: 200, body: { items: [...projects.values()] } };
  if (kind === 'account') {
    if (name !== 'ci') return NOT_FOUND;
    if (method === 'POST') {
      const { id } = body as { id: string };
      if (tokens.has(id)) return { status: 400, body: { message: `account already has token with id '${id}'` } };
      tokens.add(id);
      return { status: 200, body: { token: `argo-jwt-of-${name}-${id}` } };
    }
    if (method === 'DELETE') return { status: tokens.delete(token) ? 200 : 404, body: {} };
    return { status: 200, body: { name, enabled: true, tokens: [...tokens].map((id) => ({ id, issuedAt: 1 })) } };
  }
  const project = projects.get(name);
  if (!project) return NOT_FOUND;
  if (path.includes('/token')) return answerOfRoleTokens({ method, path, body }, project);
  if (method !== 'PUT') return { status: 200, body: project };
  const given = (body as { project: Project }).project;
  const version = project.metadata.resourceVersion;
  if (given.metadata.resourceVersion !== version) return { status: 409, body: { message: 'was modified' } };
  projects.set(name, { ...given, metadata: { name, resourceVersion: String(Number(version) + 1) } });
  return { status: 200, body: projects.get(name) };
}

function answerOfRoleTokens({ method, path, body }: Pick<TwinRequest, 'method' | 'path' | 'body'>, project: Project) {
  const [, , , , name, , roleName, , iat] = path.split('/');
  const role = project.spec.roles?.find((one) => one.name === roleName);
  if (!role) return NOT_FOUND;
  role.jwtTokens ??= [];
  if (method === 'DELETE') {
    const left = role.jwtTokens.filter((token) => String(token.iat) !== iat);
    const isThere = left.length < role.jwtTokens.length;
    role.jwtTokens = left;
    return isThere ? { status: 200, body: {} } : NOT_FOUND;
  }
  const { id } = body as { id: string };
  role.jwtTokens.push({ id, iat: 1_764_151_200 + role.jwtTokens.length + 1 });
  return { status: 200, body: { token: `argo-jwt-of-${name}-${roleName}-${id}` } };
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const shop = (role: string, subject: string) => input({ project: 'shop', role, subject });

const SCENARIOS: RunningTwin['scenarios'] = {
  argo_cd_api_add_user_to_role: {
    fresh: input({ subject: 'frontend', role: 'role:deployer' }),
    already: input({ subject: 'backend', role: 'role:deployer' }),
    missing: input({ subject: 'frontend', role: 'role:nothing' }),
  },
  argo_cd_api_remove_user_from_role: {
    fresh: input({ subject: 'backend', role: 'role:deployer' }),
    already: input({ subject: 'frontend', role: 'role:deployer' }),
    missing: input({ subject: 'frontend', role: 'role:nothing' }),
  },
  argo_cd_api_add_user_to_group: {
    fresh: shop('ops', 'platform'),
    already: shop('dev', 'backend'),
    missing: shop('qa', 'backend'),
  },
  argo_cd_api_remove_user_from_group: {
    fresh: shop('dev', 'backend'),
    already: shop('ops', 'backend'),
    missing: input({ project: 'nothing', role: 'dev', subject: 'backend' }),
  },
  argo_cd_api_create_role: {
    fresh: input({ role: 'role:viewer', rules: [{ resource: 'applications', action: 'get', object: '*/*' }] }),
    already: input({ role: 'role:deployer', rules: [{ resource: 'applications', action: 'sync', object: '*/*' }] }),
    missing: none('it names nothing that is there'),
  },
  argo_cd_api_delete_role: {
    fresh: input({ role: 'role:frozen' }),
    already: input({ role: 'role:nothing' }),
    missing: input({ role: 'role:nothing' }),
  },
  argo_cd_api_create_group: {
    fresh: input({
      ...{ project: 'shop', role: 'qa', groups: ['testers'] },
      rules: [{ resource: 'applications', action: 'sync', object: 'staging-*' }],
    }),
    already: input({
      project: 'shop',
      role: 'dev',
      rules: [{ resource: 'applications', action: 'sync', object: '*' }],
    }),
    missing: input({ project: 'nothing', role: 'qa' }),
  },
  argo_cd_api_delete_group: {
    fresh: input({ project: 'shop', role: 'dev' }),
    already: input({ project: 'shop', role: 'qa' }),
    missing: input({ project: 'nothing', role: 'qa' }),
  },
  argo_cd_api_create_token: {
    fresh: input({ account: 'ci', token: 'nightly', secret: 'ci-nightly' }),
    already: input({ account: 'ci', token: 'kept-1', secret: 'ci-kept' }),
    missing: input({ account: 'robot', token: 'nightly', secret: 'robot-nightly' }),
  },
  argo_cd_api_create_role_token: {
    fresh: input({ project: 'shop', role: 'ops', token: 'nightly', secret: 'shop-ops' }),
    already: input({ project: 'shop', role: 'dev', token: 'r-1', secret: 'shop-dev-kept' }),
    missing: input({ project: 'shop', role: 'qa', token: 'nightly', secret: 'shop-qa' }),
  },
  argo_cd_api_revoke_role_token: {
    fresh: input({ project: 'shop', role: 'dev', token: 'r-1' }),
    already: input({ project: 'shop', role: 'dev', token: 'r-0' }),
    missing: input({ project: 'nothing', role: 'dev', token: 'r-1' }),
  },
  argo_cd_api_create_user: {
    fresh: input({ account: 'robot' }),
    already: input({ account: 'ci' }),
    missing: none('it names nothing that is there'),
  },
  argo_cd_api_delete_user: {
    fresh: input({ account: 'ci' }),
    already: input({ account: 'robot' }),
    missing: input({ account: 'robot' }),
  },
  argo_cd_api_disable_user: {
    fresh: input({ account: 'ci' }),
    already: input({ account: 'old' }),
    missing: input({ account: 'robot' }),
  },
  argo_cd_api_enable_user: {
    fresh: input({ account: 'old' }),
    already: input({ account: 'ci' }),
    missing: input({ account: 'robot' }),
  },
  argo_cd_api_revoke_token: {
    fresh: input({ account: 'ci', token: 't-1' }),
    already: input({ account: 'ci', token: 't-0' }),
    missing: input({ account: 'robot', token: 't-1' }),
  },
};
