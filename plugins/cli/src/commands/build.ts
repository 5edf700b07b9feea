import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPlugin } from '../archive.ts';
import type { Given } from '../complaint.ts';

/** Writes `dist/plugin.zip`, and says its digest. */
export async function buildCommand({ folder }: Given): Promise<number> {
  const { archive, digest, manifest } = await buildPlugin(folder);
  await mkdir(join(folder, 'dist'), { recursive: true });
  await writeFile(join(folder, 'dist/plugin.zip'), archive);
  console.log(`${manifest.id} ${manifest.version}: dist/plugin.zip, ${archive.length} bytes, SHA-256 ${digest}`);
  return 0;
}
