import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TwinHarness } from '@joinery/plugin-sdk/testing';
import type { PluginDefinition } from '@joinery/plugin-sdk/types';
import { build, type Plugin } from 'esbuild';
import { Complaint } from './complaint.ts';

/** The plugin's definition, run in this process. */
export async function loadPlugin(folder: string): Promise<PluginDefinition> {
  return (await load(join(folder, 'src/index.ts'))) as PluginDefinition;
}

/** The twin, `test/twin.ts`. */
export async function loadTwin(folder: string): Promise<TwinHarness> {
  return (await load(join(folder, 'test/twin.ts'))) as TwinHarness;
}

/** The default export of a file in TypeScript, as it is now. */
async function load(file: string): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [sameSdk],
    logLevel: 'silent',
  });
  const place = await mkdtemp(join(tmpdir(), 'joinery-plugin-'));
  try {
    const bundle = join(place, 'bundle.mjs');
    await writeFile(bundle, outputFiles[0]?.contents ?? '');
    const loaded = (await import(pathToFileURL(bundle).href)) as { default?: unknown };
    if (loaded.default === undefined) throw new Complaint(`${file} has no default export`);
    return loaded.default;
  } finally {
    await rm(place, { recursive: true });
  }
}

/** The plugin's SDK and the one that runs it must be one, or their errors do not know each other. */
const sameSdk: Plugin = {
  name: 'same SDK',
  setup(setup) {
    setup.onResolve({ filter: /^@joinery\/plugin-sdk(\/|$)/ }, ({ path }) => ({
      path: import.meta.resolve(path),
      external: true,
    }));
  },
};
