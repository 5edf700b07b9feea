import type { ScriptTemplateSpec } from '../../script-template.ts';

export const argocdRbacPolicy: ScriptTemplateSpec = {
  name: 'argocd-rbac-policy',
  title: 'Argo CD RBAC policy',
  description:
    'Writes the RBAC policy of Argo CD from two groups, admins and viewers, into its ConfigMap. Lines that others wrote there stay.',
  category: 'PROVISIONING',
  config: [
    {
      key: 'kubernetes_api_url',
      description: 'Base URL of the API of the Kubernetes cluster, without a slash at the end.',
      defaultValue: 'https://kubernetes.default.svc',
    },
    { key: 'argocd_namespace', description: 'Namespace of Argo CD.', defaultValue: 'argocd' },
    { key: 'argocd_config_map', description: "Name of Argo CD's RBAC ConfigMap.", defaultValue: 'argocd-rbac-cm' },
    {
      key: 'admin_group',
      description: 'Group whose members may do everything with applications.',
      defaultValue: 'argocd-admins',
    },
    {
      key: 'viewer_group',
      description: 'Group whose members may look at applications.',
      defaultValue: 'argocd-viewers',
    },
  ],
  secrets: [
    {
      name: 'KUBERNETES_TOKEN',
      description: 'Token of a service account that may get and update the ConfigMap.',
      isRequired: true,
    },
  ],
  cronExpression: '*/5 * * * *',
  eventTypes: ['group.member_added', 'group.member_removed'],
  allowedHosts: ['kubernetes.default.svc'],
};
