import type { SecretStore } from '@joinery/plugin-sdk/host';
import type { Manifest } from '@joinery/plugin-sdk/manifest';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import { loadVersion } from '../../plugins/registry/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { findOpened, hasConsented, type OpenedRow } from './open-connection.sql.ts';
import { storedSecrets } from './secret-store.ts';

/** Everything that the host needs to run a plugin for a connection, and who that is. */
export interface OpenConnection {
  connection: OpenedRow;
  pluginVersionId: string;
  manifest: Manifest;
  bundle: { code: string; digest: string };
  config: Readonly<Record<string, unknown>>;
  secrets: SecretStore;
  /** Another one after each change of configuration or secrets. */
  connectionKey: string;
}

export interface OpenOptions {
  /** A version that the installation had before, with which a flow began. The one that is installed when left out. */
  pluginVersionId?: string | null;
}

/**
 * Opens a connection of the tenant, to run something of its plugin: revocations are looked at each time. NOT_FOUND for
 * another tenant's; PRECONDITION_FAILED for code that may not be loaded or was never consented to. Guards nothing: the
 * verb that calls it does.
 */
export function openConnection(ctx: Context, connectionId: string, options: OpenOptions = {}): Promise<OpenConnection> {
  return sqlTransaction(ctx, async (inTx) => {
    const found = isUuid(connectionId) ? await findOpened(inTx, connectionId) : undefined;
    if (!found) throw new AppError('NOT_FOUND', `there is no connection ${connectionId}`);
    const { connection, installed_version: installed, installed_digest: consented } = found;
    const versionId = options.pluginVersionId ?? installed;
    const { digest, manifest, bundle } = await loadVersion(inTx.tx, versionId);
    const isInstalled = versionId === installed && digest === consented;
    if (!isInstalled && !(await hasConsented(inTx, connection.installationId, { versionId, digest }))) {
      const message = `nobody has consented to this version of ${found.plugin}: upgrade the installation`;
      throw new AppError('PRECONDITION_FAILED', message, { reason: 'NOT_CONSENTED' });
    }
    return {
      connection,
      pluginVersionId: versionId,
      manifest,
      bundle: { code: bundle, digest },
      config: connection.config,
      secrets: storedSecrets(ctx, connection.id, found.secret_names),
      connectionKey: `${connection.id}:${connection.version}`,
    };
  });
}
