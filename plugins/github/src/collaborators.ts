import { BY_LINK, COLLABORATOR, type GitHub, isSame } from './client.ts';
import { Permission, RepositoryInvitations } from './schemas.ts';

/** What the API calls a permission when it is asked for, by what it is called when it is told. */
const ASKED_AS: Record<string, string> = { read: 'pull', write: 'push' };

export interface Access {
  state: 'pending' | 'accepted';
  permission: string;
  invitationId?: number;
}

/** undefined for who has no access and is not invited. Throws `not_found` when there is no such repository. */
export async function accessOf(
  ctx: GitHub,
  { repository, username }: { repository: string; username: string },
): Promise<Access | undefined> {
  const { http, config } = ctx;
  const params = { org: config.org, repository, username };
  const direct = await http.get(COLLABORATOR, { params, allow: [404] });
  if (direct.ok) {
    const { data } = await http.get(`${COLLABORATOR}/permission`, { params, schema: Permission });
    return { state: 'accepted', permission: ASKED_AS[data.role_name] ?? data.role_name };
  }
  const open = http.pages('/repos/{org}/{repository}/invitations', {
    ...BY_LINK,
    params,
    schema: RepositoryInvitations,
    items: (page) => page,
  });
  for await (const { id, invitee, permissions } of open) {
    if (isSame(invitee?.login, username))
      return { state: 'pending', permission: ASKED_AS[permissions] ?? permissions, invitationId: id };
  }
  return undefined;
}
