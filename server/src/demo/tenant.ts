export const DEMO_SLUG = 'demo';

export const DEMO_OWNER = { email: 'owner@demo.test', firstName: 'Olivia', lastName: 'Owner' };

export const DEMO_APPLICATIONS = [
  {
    name: 'Grafana',
    description: 'Dashboards',
    homepageUrl: 'https://grafana.demo.test',
    groups: { ops: 'Admin', engineering: 'Viewer' },
  },
  {
    name: 'Argo CD',
    description: 'Deployments',
    homepageUrl: 'https://argocd.demo.test',
    groups: { 'argocd-admins': 'admin' },
  },
  { name: 'Wiki', description: 'What we know', homepageUrl: 'https://wiki.demo.test', groups: { everyone: 'Editor' } },
] as const;

/** The receiver's address changes with its port: the integrations name it as a secret that every start sets. */
export const RECEIVER_SECRET = 'RECEIVER_URL';

export const DEMO_INTEGRATIONS = [
  {
    name: 'Datadog accounts',
    description: 'Whoever joins datadog-users gets an account in Datadog (here: the local receiver).',
    eventTypes: ['group.member_added'],
    conditions: [{ field: 'group.name', operator: 'EQ', value: 'datadog-users' }],
    actions: [
      {
        http: {
          method: 'POST',
          url: '{{secrets.RECEIVER_URL}}/datadog/api/v2/users',
          headers: [{ name: 'content-type', value: 'application/json' }],
          body: '{"data": {"type": "users", "attributes": {"email": "{{.Data.user_email}}", "name": "{{.Data.user_name}}"}}}',
          maxRetries: 5,
        },
      },
    ],
  },
  {
    name: 'Everything, as it happens',
    description: 'Every change of people and groups, as a signed webhook.',
    eventTypes: [
      'user.created',
      'user.updated',
      'user.activated',
      'user.deactivated',
      'user.deleted',
      'group.created',
      'group.updated',
      'group.deleted',
      'group.member_added',
      'group.member_removed',
    ],
    actions: [{ http: { method: 'POST', url: '{{secrets.RECEIVER_URL}}/events', maxRetries: 3 } }],
  },
  {
    name: 'Offboarding notice',
    description: 'A line in the log when somebody leaves.',
    eventTypes: ['user.deactivated'],
    actions: [{ log: { message: '{{.Data.user_email}} was deactivated by {{.ActorEmail}}', level: 'WARN' } }],
  },
];
