import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { installedQuery, pluginQuery } from './marketplace.documents';
import { PluginDetail } from './plugin-detail';

/** A plugin by its id or its key. */
export function PluginPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(pluginQuery, { id }), prefetch(installedQuery, {})]}>
      <PluginDetail id={id} />
    </Prefetched>
  );
}
