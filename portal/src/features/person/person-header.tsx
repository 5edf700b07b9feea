'use client';

import { nameOfPerson } from '@/components/name-of-person';
import { PageHeader } from '@/components/page-header';
import { StatusBadge } from '@/components/status-badge';
import { useViewer } from '@/lib/session';
import type { PersonQuery } from '../../../generated/graphql';
import { EditPersonButton } from './edit-person-button';
import { PersonActs } from './person-acts';

export function PersonHeader({ data }: { data: PersonQuery }) {
  const { can, user: viewer } = useViewer();
  const { user } = data;
  const isOwn = viewer.id === user.id && !can('user:read');
  return (
    <PageHeader
      {...(isOwn ? {} : { parent: { href: '/people', title: 'People' } })}
      title={isOwn ? 'My access' : nameOfPerson(user)}
      badge={<StatusBadge status={user.isActive ? 'ACTIVE' : 'INACTIVE'} />}
      text={isOwn ? `What you, ${nameOfPerson(user)}, have here, and until when.` : user.email}
      actions={
        can('user:write') && (
          <>
            <PersonActs user={user} />
            <EditPersonButton data={data} />
          </>
        )
      }
    />
  );
}
