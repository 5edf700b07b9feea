import { approve, startPublisher } from '../publisher.ts';
import type { Furnished } from './index.ts';

/** A plugin of the organisation's own: one version is in its marketplace, the next waits to be let in. */
export async function furnishPublishing({ ask }: Furnished): Promise<void> {
  const publish = await startPublisher(ask, 'demo-tools', 'Demo Tools');
  await approve(ask, await publish({ version: '1.0.0' }));
  await publish({ version: '1.1.0', egress: { api: 'https://wiki.example', search: 'https://search.wiki.example' } });
}
