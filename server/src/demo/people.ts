/** The people of the demonstration tenant: example data, under the reserved domain `demo.test` (RFC 6761). */
export interface DemoPerson {
  username: string;
  firstName: string;
  lastName: string;
  title: string;
  department: string;
  location: string;
  /** The username of their manager; the head of the company has none. */
  manager: string | null;
  groups: string[];
}

export const DEMO_GROUPS: Record<string, string> = {
  everyone: 'All employees',
  engineering: 'Everyone who builds the product',
  'github-team:backend': 'Followed by the GitHub team of the same name',
  'github-team:frontend': 'Followed by the GitHub team of the same name',
  ops: 'On call for production',
  'datadog-users': 'Have an account in Datadog',
  'argocd-admins': 'Administer Argo CD',
  security: 'Answer for access',
};

const TEAMS = [
  {
    lead: 'maya.lindqvist',
    department: 'Engineering',
    title: 'Backend Engineer',
    location: 'Stockholm',
    groups: ['engineering', 'github-team:backend', 'datadog-users'],
    members: [
      'Jonas Weber',
      'Priya Nair',
      'Tomás Silva',
      'Aiko Tanaka',
      'Lena Fischer',
      'Omar Haddad',
      'Chloé Martin',
      'Ivan Petrov',
    ],
  },
  {
    lead: 'daniel.okafor',
    department: 'Engineering',
    title: 'Frontend Engineer',
    location: 'Lisbon',
    groups: ['engineering', 'github-team:frontend'],
    members: ['Sofia Rossi', 'Mateo García', 'Hana Kim', 'Emil Larsen', 'Nora Schmidt', 'Luca Bianchi', 'Zoë Janssen'],
  },
  {
    lead: 'ruth.adeyemi',
    department: 'Operations',
    title: 'Site Reliability Engineer',
    location: 'Dublin',
    groups: ['engineering', 'ops', 'datadog-users', 'argocd-admins'],
    members: ['Felix Brandt', 'Grace Murphy', 'Kenji Sato', 'Elif Yılmaz', 'Peter Novák', 'Amara Diallo'],
  },
  {
    lead: 'samuel.reyes',
    department: 'Security',
    title: 'Security Engineer',
    location: 'Madrid',
    groups: ['security', 'datadog-users'],
    members: ['Iris van Dijk', 'Noah Cohen', 'Mei Chen'],
  },
  {
    lead: 'astrid.berg',
    department: 'Sales',
    title: 'Account Manager',
    location: 'Oslo',
    groups: [],
    members: [
      'Julia Kowalska',
      'Ben Carter',
      'Fatima Zahra',
      'Oscar Lindgren',
      'Marta Pereira',
      'Theo Dubois',
      'Layla Rahimi',
      'Viktor Horváth',
      'Anna Keller',
    ],
  },
] as const;

const LEADS: [username: string, title: string, department: string][] = [
  ['maya.lindqvist', 'Head of Backend', 'Engineering'],
  ['daniel.okafor', 'Head of Frontend', 'Engineering'],
  ['ruth.adeyemi', 'Head of Operations', 'Operations'],
  ['samuel.reyes', 'Head of Security', 'Security'],
  ['astrid.berg', 'Head of Sales', 'Sales'],
];

const HEAD: DemoPerson = {
  username: 'ingrid.solberg',
  firstName: 'Ingrid',
  lastName: 'Solberg',
  title: 'Chief Executive',
  department: 'Management',
  location: 'Oslo',
  manager: null,
  groups: ['everyone'],
};

/** Managers stand before those who report to them. */
export const DEMO_PEOPLE: DemoPerson[] = [HEAD, ...LEADS.map(toLead), ...TEAMS.flatMap(toMembers)];

function toLead([username, title, department]: (typeof LEADS)[number]): DemoPerson {
  const [firstName = '', lastName = ''] = username.split('.').map(capitalise);
  const team = TEAMS.find((candidate) => candidate.lead === username);
  const groups = ['everyone', ...(team?.groups ?? [])];
  return {
    username,
    firstName,
    lastName,
    title,
    department,
    location: team?.location ?? 'Oslo',
    manager: HEAD.username,
    groups,
  };
}

function toMembers(team: (typeof TEAMS)[number]): DemoPerson[] {
  return team.members.map((name) => {
    const [firstName = '', ...rest] = name.split(' ');
    const lastName = rest.join(' ');
    return {
      username: plain(`${firstName}.${lastName}`),
      firstName,
      lastName,
      title: team.title,
      department: team.department,
      location: team.location,
      manager: team.lead,
      groups: ['everyone', ...team.groups],
    };
  });
}

/** An address has no accents and no spaces. */
function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i').replaceAll(' ', '').toLowerCase();
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
