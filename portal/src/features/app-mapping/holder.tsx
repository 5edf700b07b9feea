import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import type { AppMappingsQuery } from '../../../generated/graphql';

export type MappingRow = AppMappingsQuery['appMappings']['nodes'][number];

const WRAPS = { overflowWrap: 'anywhere' } as const;

/** Who holds a role: a person or a group. */
export function Holder({ mapping: { user, group } }: { mapping: MappingRow }) {
  if (user)
    return (
      <LinkText href={`/people/${user.id}`} style={WRAPS}>
        {nameOfPerson(user)}
      </LinkText>
    );
  if (!group) return 'Nobody';
  return (
    <LinkText href={`/groups/${group.id}`} style={WRAPS}>
      {group.name}
    </LinkText>
  );
}

export function holderName({ user, group }: MappingRow): string {
  if (user) return nameOfPerson(user);
  return group ? `the group ${group.name}` : 'nobody';
}
