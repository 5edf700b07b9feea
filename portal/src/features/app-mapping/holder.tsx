import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import type { AppMappingsQuery } from '../../../generated/graphql';

export type MappingRow = AppMappingsQuery['appMappings']['nodes'][number];

/** Who holds a role: a person or a group. */
export function Holder({ mapping: { user, group } }: { mapping: MappingRow }) {
  if (user) return <LinkText href={`/people/${user.id}`}>{nameOfPerson(user)}</LinkText>;
  return group ? <LinkText href={`/groups/${group.id}`}>{group.name}</LinkText> : 'Nobody';
}

export function holderName({ user, group }: MappingRow): string {
  if (user) return nameOfPerson(user);
  return group ? `the group ${group.name}` : 'nobody';
}
