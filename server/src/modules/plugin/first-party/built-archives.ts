import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where `joinery-plugin build` puts a plugin's archive, below its folder. */
const BUILT = 'dist/plugin.zip';

/** The archives of the plugins in a folder that are built, by the plugins' names. */
export async function builtArchives(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder).catch(ignoreMissing);
  const archives = await Promise.all(
    names.toSorted().map((name) => readFile(join(folder, name, BUILT)).catch(ignoreMissing)),
  );
  return archives.filter((archive) => Buffer.isBuffer(archive));
}

function ignoreMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}
