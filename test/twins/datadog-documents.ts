import type { DatadogRole, DatadogTeam, DatadogUser } from './datadog-state.ts';

const TIMES = { created_at: '2026-01-12T09:53:36.764381+00:00', modified_at: '2026-01-12T09:53:36.851751+00:00' };

export function userDocument({ id, email, name, title = null, isDisabled, status, roles }: DatadogUser) {
  return {
    type: 'users',
    id,
    attributes: {
      ...TIMES,
      name,
      handle: email,
      email,
      icon: 'https://secure.gravatar.com/avatar/0be9a183f9c8c81ab435f271e21830c2?s=48&d=retro',
      title,
      verified: status === 'Active',
      service_account: false,
      disabled: isDisabled,
      allowed_login_methods: [],
      status,
    },
    relationships: {
      roles: { data: [...roles].map((role) => ({ type: 'roles', id: role })) },
      org: { data: { type: 'orgs', id: '4dee724d-00cc-11ea-a77b-570c9d03c6c5' } },
    },
  };
}

export function roleDocument({ id, name, permissions }: DatadogRole) {
  return {
    type: 'roles',
    id,
    attributes: { ...TIMES, name },
    relationships: { permissions: { data: permissions.map((one) => ({ type: 'permissions', id: one })) } },
  };
}

export function teamDocument({ id, name, handle, description, members }: DatadogTeam) {
  const attributes = { ...TIMES, name, handle, description, summary: null, user_count: members.size, link_count: 0 };
  return { type: 'team', id, attributes };
}

export function membershipDocument(team: DatadogTeam, user: string) {
  return {
    type: 'team_memberships',
    id: `TeamMembership-${team.id}-${user.slice(0, 8)}`,
    attributes: { role: team.members.get(user) ?? null, provisioned_by: null },
    relationships: { user: { data: { type: 'users', id: user } } },
  };
}

/** Beside memberships: less of the user than its own document has. */
export function includedUser({ id, email, name, isDisabled }: DatadogUser) {
  return {
    type: 'users',
    id,
    attributes: { name, handle: email, email, disabled: isDisabled, service_account: false },
  };
}
