import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPlugin } from '../../../plugins/cli/src/archive.ts';
import { listFirstPartyPlugins } from '../../../server/src/modules/plugin/index.ts';
import type { TestApi } from '../../harness/api.ts';

/** Builds plugins of the tree and lists them for everyone, as `npm start` does. */
export async function listPlugins({ services }: TestApi, names: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-plugins-'));
  try {
    await Promise.all(
      names.map(async (name) => {
        const { archive } = await buildPlugin(fileURLToPath(new URL(`../../../plugins/${name}`, import.meta.url)));
        await mkdir(join(folder, name, 'dist'), { recursive: true });
        await writeFile(join(folder, name, 'dist/plugin.zip'), archive);
      }),
    );
    await listFirstPartyPlugins(services, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
