import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where `joinery-plugin build` puts a plugin's archive, below its folder. */
const BUILT = 'dist/plugin.zip';

export interface BuiltArchive {
  /** The plugin's folder. */
  name: string;
  archive: Buffer;
}

/** The archives of the plugins in a folder that are built, by the plugins' names. */
export async function builtArchives(folder: string): Promise<BuiltArchive[]> {
  const names = (await readdir(folder).catch(ignoreMissing)).toSorted();
  const found = names.map(async (name) => {
    const archive = await readFile(join(folder, name, BUILT)).catch(ignoreMissing);
    return Buffer.isBuffer(archive) ? [{ name, archive }] : [];
  });
  return (await Promise.all(found)).flat();
}

function ignoreMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}
