import type { GroupMembersQueryVariables } from '../../../generated/graphql';

/** Members on one page; server and page must ask alike. */
export const MEMBERS_SHOWN = 50;

export function memberVariables(id: string, after?: string): GroupMembersQueryVariables {
  return { id, first: MEMBERS_SHOWN, ...(after ? { after } : {}) };
}
