import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { parseMasterKey } from './crypto/index.ts';

/**
 * The key under which all secrets of the deployment are wrapped: the setting's, or one that is kept in the data
 * folder, made on the first start. Whoever runs more than one machine sets it.
 */
export async function loadMasterKey(
  setting: string | undefined,
  home: string,
): Promise<{ key: Buffer; isGenerated: boolean }> {
  if (setting) return { key: parseMasterKey(setting), isGenerated: false };
  return { key: parseMasterKey(await keptKey(home)), isGenerated: true };
}

async function keptKey(home: string): Promise<string> {
  const path = join(home, 'master-key');
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 }).catch(ignoreExisting);
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    const message = `the master key cannot be kept in ${home} (JOINERY_HOME): set JOINERY_MASTER_KEY, or mend that`;
    throw new AppError('PRECONDITION_FAILED', message, { cause });
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
