import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import { type Config, ConfigMap } from './schemas.ts';

export type ArgoCd = Context<z.output<typeof Config>>;
type Data = Record<string, string>;

const PATH = '/api/v1/namespaces/{namespace}/configmaps/{name}';
const MOST_ATTEMPTS = 5;

export async function readConfigMap({ http, config: { namespace } }: ArgoCd, name: string): Promise<Data> {
  const params = { namespace, name };
  return (await http.at('kubernetes').get(PATH, { params, schema: ConfigMap })).data.data;
}

/**
 * Writes what `change` makes of the config map, which must still be as it was read: where somebody else came in between,
 * it is read again and changed anew. `change` answers undefined where there is nothing to change. Answers whether it wrote.
 */
export async function changeConfigMap(
  { http, config: { namespace } }: ArgoCd,
  name: string,
  change: (data: Data) => Data | undefined,
): Promise<boolean> {
  const kubernetes = http.at('kubernetes');
  const params = { namespace, name };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const now = (await kubernetes.get(PATH, { params, schema: ConfigMap })).data;
    const data = change(now.data);
    if (!data) return false;
    const answer = await kubernetes.put(PATH, { params, body: { ...now, data }, schema: ConfigMap, allow: [409] });
    if (answer.ok) return true;
  }
  throw new ProviderError('conflict', `the config map ${name} was changed by others again and again`);
}
