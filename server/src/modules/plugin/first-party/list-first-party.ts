import { AppError } from '../../../errors.ts';
import type { FirstPartyKey } from '../../../platform/crypto/index.ts';
import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import { type OpenedArchive, openArchive } from '../../../plugins/archive/open-archive.ts';
import type { Services } from '../../../services.ts';
import { holdPlugin, insertVersion, type ReleasingPublisher, releasesOf } from '../publish/catalogue.sql.ts';
import { refreshOffer } from '../publish/offer.ts';
import { checkSuccession, type KnownRelease } from '../publish/release.ts';
import { FIRST_PARTY_SLUG as SLUG } from '../publisher/publisher.input.ts';
import { type BuiltArchive, builtArchives } from './built-archives.ts';

/** Several processes that start at once list one after another. */
const LOCK = sql`SELECT pg_advisory_xact_lock(hashtextextended('joinery.first_party', 0))`;

/**
 * Lists the plugins of this deployment's own tree, each signed by its key. What is listed already is left as it is: a
 * plugin that was changed without another version is told of in the log, and stays what it was. Answers what is new.
 */
export async function listFirstPartyPlugins(services: Services, folder: string): Promise<string[]> {
  const built = await builtArchives(folder);
  const archives = (await Promise.all(built.map((each) => opened(services, each)))).filter((each) => each !== null);
  if (archives.length === 0) return [];
  return services.db.system(async (tx) => {
    await tx.query(LOCK);
    const publisher = await ensurePublisher(tx);
    const keyId = await ensureKey(tx, publisher, services);
    const listed: string[] = [];
    for (const archive of archives) {
      if (await list(services, tx, { publisher, keyId, archive })) listed.push(archive.opened.manifest.id);
    }
    return listed;
  });
}

interface BuiltPlugin {
  archive: Buffer;
  opened: OpenedArchive;
}

/** One that is no archive (a build that was cut off, say) is told of, and keeps no server from starting. */
async function opened({ log }: Services, { name, archive }: BuiltArchive): Promise<BuiltPlugin | null> {
  try {
    return { archive, opened: await openArchive(archive) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ plugin: name, reason: error.message }, 'plugins: one of this tree is not listed');
    return null;
  }
}

async function list(
  services: Services,
  tx: SqlTransaction,
  { publisher, keyId, archive }: { publisher: ReleasingPublisher; keyId: string; archive: BuiltPlugin },
): Promise<boolean> {
  const { manifest, permissions, digest } = archive.opened;
  const { id: plugin, version } = manifest;
  const pluginId = await holdPlugin(tx, publisher, archive.opened);
  const known = pluginId ? await releasesOf(tx, pluginId) : [];
  if (known.some((release) => release.version === version && release.digest === digest)) return false;
  const obstacle = pluginId ? obstacleTo(known, { version, permissions }) : 'its id belongs to another publisher';
  if (!pluginId || obstacle !== null) {
    // An older tree beside a newer catalogue is no reason not to start.
    services.log.warn({ plugin, version, reason: obstacle }, 'plugins: one of this tree is not listed');
    return false;
  }
  const signature = await signed(services.keys.firstParty, { digest, plugin, version, publisher: SLUG });
  const at = services.clock.now();
  await insertVersion(tx, pluginId, publisher, {
    ...archive,
    signature,
    keyId,
    status: 'APPROVED',
    publishedByEmail: null,
    at,
  });
  await refreshOffer(tx, pluginId);
  return true;
}

function obstacleTo(known: readonly KnownRelease[], next: KnownRelease): string | null {
  try {
    checkSuccession(known, next);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function signed(key: FirstPartyKey, release: object): Promise<string> {
  return key.sign(JSON.stringify(release));
}

async function ensurePublisher(tx: SqlTransaction): Promise<ReleasingPublisher> {
  await tx.execute(sql`
    INSERT INTO publishers (id, slug, name, is_trusted) VALUES (${newId()}::uuid, ${SLUG}, 'Joinery', true)
    ON CONFLICT DO NOTHING`);
  const [found] = await tx.query<{ id: string }>(sql`
    SELECT id FROM publishers WHERE tenant_id IS NULL AND owner_tenant_id IS NULL AND slug = ${SLUG}`);
  if (!found) throw new AppError('CONFLICT', `the publisher ${SLUG} belongs to a tenant`);
  return { id: found.id, tenantId: null, ownerTenantId: null };
}

async function ensureKey(tx: SqlTransaction, { id }: ReleasingPublisher, { keys, clock }: Services): Promise<string> {
  const { kid, publicJwk } = keys.firstParty;
  await tx.execute(sql`
    INSERT INTO publisher_keys (id, publisher_id, name, kid, public_jwk, challenge, verified_at)
    VALUES (${newId()}::uuid, ${id}::uuid, 'deployment', ${kid}, ${JSON.stringify(publicJwk)}::jsonb, '', ${clock.now()}::timestamptz)
    ON CONFLICT DO NOTHING`);
  const [found] = await tx.query<{ id: string }>(
    sql`SELECT id FROM publisher_keys WHERE publisher_id = ${id}::uuid AND kid = ${kid}`,
  );
  if (!found) throw new Error('the key of the deployment was not kept');
  return found.id;
}
