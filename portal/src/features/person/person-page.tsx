import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { requireViewer } from '@/lib/session/require-viewer';
import { personAccessQuery, personQuery } from './person.documents';
import { PersonDetail } from './person-detail';

export async function PersonPage({ id }: { id: string }) {
  const { me } = await requireViewer();
  const seesOthers = me.permissions.includes('user:read');
  return (
    <Prefetched queries={[prefetch(personQuery, { id, seesOthers }), prefetch(personAccessQuery, { id })]}>
      <PersonDetail id={id} />
    </Prefetched>
  );
}
