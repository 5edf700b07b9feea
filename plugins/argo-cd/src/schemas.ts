import { z } from '@joinery/plugin-sdk';

/** Of an object of Kubernetes. */
const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

export const Config = z.object({
  argoUrl: z.url().describe('Where Argo CD is: https://argocd.example.com'),
  kubernetesUrl: z.url().describe('Where the API server of its cluster is'),
  kubernetesCa: z.string().optional().describe('Certificate of the API server’s authority, in PEM'),
  namespace: z.string().default('argocd').describe('Namespace that Argo CD runs in'),
  tokenNamespace: z
    .string()
    .regex(NAME)
    .optional()
    .describe('Namespace of Kubernetes that new tokens are kept in, as Secrets; without it none are created'),
});

export const subject = z
  .string()
  .min(1)
  .regex(/^[^,\n]+$/)
  .describe('Group of the identity provider, or user');
export const globalRole = z
  .string()
  .regex(/^role:[^,\s]+$/)
  .describe('Role of the RBAC policy, with its prefix: role:admin');
export const project = z.string().min(1).describe('Name of the project');
export const projectRole = z.string().min(1).describe('Name of the role in the project');

const pattern = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\n\r]+$/);
const effect = z.enum(['allow', 'deny']).default('allow').describe('What denies goes before what allows');
const resource = pattern.describe('Kind of thing: applications, clusters, *');
const action = pattern.describe('What is done with it: get, sync, action/*, *');
export const ruleInput = z.object({
  resource,
  action,
  object: pattern.describe('Which ones: shop/*, */*, *'),
  effect,
});
export const projectRuleInput = z.object({
  resource,
  action,
  object: pattern.describe('Which ones of the project, without its name: *, web-?'),
  effect,
});
export const tokenInput = {
  token: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
    .describe('Id of the token: a name of your own'),
  secret: z.string().max(253).regex(NAME).describe('Name of the Secret that it is put into, under the key token'),
  lifetimeSeconds: z.int().min(60).optional().describe('How long it is valid; without end when it is not said'),
};

/** Answers. What is sent back whole is loose: what is not known here is kept. */
export const ConfigMap = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).default({}),
});
export const Token = z.looseObject({ id: z.string().nullish(), iat: z.coerce.number() });
const Role = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  groups: z.array(z.string()).nullish(),
  policies: z.array(z.string()).nullish(),
  jwtTokens: z.array(Token).nullish(),
});
export const Project = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ roles: z.array(Role).nullish() }),
  status: z
    .looseObject({
      jwtTokensByRole: z.record(z.string(), z.looseObject({ items: z.array(Token).nullish() })).nullish(),
    })
    .nullish(),
});
export const Projects = z.object({ items: z.array(Project).nullish() });
export const UserInfo = z.object({ loggedIn: z.boolean().default(false), username: z.string().default('') });

export const account = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .describe('Name of the local account');
export const CAPABILITIES = ['apiKey', 'login'] as const;
export const Account = z.object({ tokens: z.array(z.object({ id: z.string() })).nullish() });
export const Made = z.looseObject({ token: z.string() });
export const MetadataList = z.object({
  metadata: z.object({ continue: z.string().optional() }),
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        uid: z.string(),
        annotations: z.record(z.string(), z.string()).nullish(),
      }),
    }),
  ),
});
export const Metadata = z.looseObject({
  metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).nullish() }),
});
