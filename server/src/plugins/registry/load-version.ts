import type { Manifest } from '@joinery/plugin-sdk/manifest';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../errors.ts';
import type { SqlTransaction } from '../../platform/db/index.ts';
import { type OpenedArchive, openArchive } from '../archive/open-archive.ts';
import { requireSignature } from '../signature.ts';
import { findLoadable, type LoadableVersion, readArchive } from './stored-version.sql.ts';

export interface LoadedPlugin {
  pluginVersionId: string;
  digest: string;
  manifest: Manifest;
  /** One script, for the sandbox. */
  bundle: string;
}

const MOST_CACHED_BYTES = 64 * 1024 * 1024;
/** By digest and signature: what is in here was found to be what its name says, whoever asks. */
const opened = new LRUCache<string, OpenedArchive>({
  maxSize: MOST_CACHED_BYTES,
  sizeCalculation: ({ bundle, readme, changelog }) => bundle.length + readme.length + changelog.length + 1,
});

/**
 * The code of a version, to be run for a tenant that sees it.
 *
 * 1. Asked before every load: whether it was approved, and whether it or the key that signed it was revoked.
 * 2. What comes from the database is believed by its digest and its publisher's signature only; both are looked at when
 *    it is read, and what was read is kept by its digest.
 *
 * NOT_FOUND for what the tenant does not see; PRECONDITION_FAILED, reason PLUGIN_REVOKED, PLUGIN_NOT_APPROVED or
 * PLUGIN_TAMPERED, for what may not be loaded.
 */
export async function loadVersion(tx: SqlTransaction, pluginVersionId: string): Promise<LoadedPlugin> {
  const found = await findLoadable(tx, pluginVersionId);
  if (!found) throw new AppError('NOT_FOUND', `there is no plugin version ${pluginVersionId}`);
  refuseUnloadable(found);
  const { digest, manifest, bundle } = await openVerified(tx, found);
  return { pluginVersionId, digest, manifest, bundle };
}

function refuseUnloadable({ plugin, version, status, revoked }: LoadableVersion): void {
  if (revoked !== null) throw refused(`${plugin} ${version} was revoked: ${revoked}`, 'PLUGIN_REVOKED');
  if (status === 'APPROVED' || status === 'YANKED') return;
  throw refused(`${plugin} ${version} is ${status.toLowerCase()}, not approved`, 'PLUGIN_NOT_APPROVED');
}

async function openVerified(tx: SqlTransaction, found: LoadableVersion): Promise<OpenedArchive> {
  const { id, digest, signature, public_jwk: publicJwk, plugin, version, publisher } = found;
  const key = `${digest} ${signature} ${publicJwk?.x}`;
  const known = opened.get(key);
  if (known) return known;
  if (!publicJwk) throw tampered(found, 'its key is gone');
  try {
    const archive = await openArchive(await readArchive(tx, id));
    if (archive.digest !== digest) throw tampered(found, 'its archive was changed');
    await requireSignature(signature, publicJwk, { digest, plugin, version, publisher });
    opened.set(key, archive);
    return archive;
  } catch (cause) {
    // What the checks say of an archive is, of one that had passed them, that it was changed since.
    const isTold = !(cause instanceof AppError) || cause.code === 'PRECONDITION_FAILED';
    throw isTold ? cause : tampered(found, cause.message, cause);
  }
}

function tampered({ plugin, version }: LoadableVersion, what: string, cause?: unknown): AppError {
  const message = `${plugin} ${version} is not what its publisher signed, and is not loaded: ${what}`;
  return refused(message, 'PLUGIN_TAMPERED', cause);
}

function refused(message: string, reason: string, cause?: unknown): AppError {
  return new AppError('PRECONDITION_FAILED', message, { reason, cause });
}
