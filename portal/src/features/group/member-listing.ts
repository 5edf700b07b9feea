import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { groupMembersQuery } from './group.documents';

export const SOURCES = [
  { value: 'MANUAL', label: 'Manual' },
  { value: 'SCIM', label: 'SCIM' },
  { value: 'SYNC', label: 'Sync' },
  { value: 'REQUEST', label: 'Request' },
  { value: 'RULE', label: 'Rule' },
] as const;

/** Who is in one group. */
export const memberListing = (groupId: string) =>
  listing({
    document: groupMembersQuery,
    scope: 'members',
    filters: { source: parseAsStringLiteral(SOURCES.map(({ value }) => value)) },
    variables: (state, { source }, page) => ({
      ...page,
      id: groupId,
      filter: { ...(state.q ? { text: state.q } : {}), ...(source ? { source } : {}) },
      orderBy: orderOf(state, ['LAST_NAME', 'CREATED_AT', 'SOURCE', 'EXPIRES_AT'], {
        field: 'LAST_NAME',
        direction: 'ASC',
      }),
    }),
    page: ({ group: { members } }) => ({
      ...members,
      nodes: members.nodes.flatMap(({ user, ...membership }) => (user ? [{ ...membership, user, id: user.id }] : [])),
    }),
  });
