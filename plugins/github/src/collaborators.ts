import { BY_LINK, type GitHub, isSame } from './client.ts';
import { Collaborators, RepositoryInvitations } from './schemas.ts';

/** What the API calls a permission when it is asked for, by what it is called when it is told. */
const ASKED_AS: Record<string, string> = { read: 'pull', write: 'push' };

export interface Access {
  state: 'pending' | 'accepted';
  permission: string;
  invitationId?: number;
}

/** undefined for who has no access of their own and is not invited. Throws `not_found` when there is no such repository. */
export async function accessOf(
  ctx: GitHub,
  { repository, username }: { repository: string; username: string },
): Promise<Access | undefined> {
  const { http, config } = ctx;
  const params = { org: config.org, repository };
  // Of its own: a team's or the organisation's access is not this person's to lose.
  const direct = http.pages('/repos/{org}/{repository}/collaborators', {
    paging: BY_LINK.paging,
    query: { affiliation: 'direct', per_page: 100 },
    params,
    schema: Collaborators,
    items: (page) => page,
  });
  for await (const { login, role_name } of direct) {
    if (isSame(login, username)) return { state: 'accepted', permission: ASKED_AS[role_name] ?? role_name };
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
