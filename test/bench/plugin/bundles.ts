import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePlugin } from '../../../plugins/cli/src/bundle.ts';

const plugins = fileURLToPath(new URL('../../../plugins', import.meta.url));

export const bundleOf = (name: string): Promise<string> => bundlePlugin(join(plugins, name));

/** The largest of all plugins that are here. */
export async function largestBundle(): Promise<{ name: string; code: string }> {
  const names = readdirSync(plugins).filter((name) => existsSync(join(plugins, name, 'src/index.ts')));
  const bundles = names
    .filter((name) => name !== 'sdk' && name !== 'cli')
    .map(async (name) => ({ name, code: await bundleOf(name) }));
  const [largest] = (await Promise.all(bundles)).toSorted((a, b) => b.code.length - a.code.length);
  if (!largest) throw new Error('there is no plugin');
  return largest;
}
