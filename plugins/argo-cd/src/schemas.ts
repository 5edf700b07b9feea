import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  argoUrl: z.url().describe('Where Argo CD is: https://argocd.example.com'),
  kubernetesUrl: z.url().describe('Where the API server of its cluster is'),
  kubernetesCa: z.string().optional().describe('Certificate of the API server’s authority, in PEM'),
  namespace: z.string().default('argocd').describe('Namespace that Argo CD runs in'),
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

/** Answers. What is sent back whole is loose: what is not known here is kept. */
export const ConfigMap = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).default({}),
});
const Role = z.looseObject({ name: z.string(), groups: z.array(z.string()).nullish() });
export const Project = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ roles: z.array(Role).nullish() }),
});
export const Projects = z.object({ items: z.array(Project).nullish() });
export const UserInfo = z.object({ loggedIn: z.boolean().default(false), username: z.string().default('') });

export const account = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .describe('Name of the local account');
export const CAPABILITIES = ['apiKey', 'login'] as const;
export const Account = z.object({ tokens: z.array(z.object({ id: z.string() })).nullish() });
