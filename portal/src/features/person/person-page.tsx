import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { requireViewer } from '@/lib/session/require-viewer';
import { personAccessQuery, personQuery } from './person.documents';
import { PersonDetail } from './person-detail';

export async function PersonPage({ id }: { id: string }) {
  const { myScopes } = await requireViewer();
  const seesOthers = myScopes.includes('USER_READ');
  return (
    <Prefetched queries={[prefetch(personQuery, { id, seesOthers }), prefetch(personAccessQuery, { id })]}>
      <PersonDetail id={id} />
    </Prefetched>
  );
}
