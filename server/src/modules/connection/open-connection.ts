import type { SecretStore } from '@joinery/plugin-sdk/host';
import type { Manifest } from '@joinery/plugin-sdk/manifest';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { loadVersion } from '../../plugins/registry/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { getInstallation, type InstallationRow } from '../installation/index.ts';
import { listSecretNames } from '../secret/index.ts';
import { type ConnectionRow, getConnection } from './internal.ts';
import { storedSecrets } from './secret-store.ts';

/** Everything that the host needs to run a plugin for a connection, and who that is. */
export interface OpenConnection {
  connection: ConnectionRow;
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
  return transaction(ctx, async (inTx) => {
    const connection = await getConnection(inTx, connectionId);
    const installation = await getInstallation(inTx, connection.installationId);
    const versionId = options.pluginVersionId ?? installation.pluginVersionId;
    const { digest, manifest, bundle } = await loadVersion(inTx.tx, versionId);
    await requireConsent(inTx, installation, { versionId, digest });
    const names = await listSecretNames(inTx, 'connection', connection.id);
    return {
      connection,
      pluginVersionId: versionId,
      manifest,
      bundle: { code: bundle, digest },
      config: connection.config,
      secrets: storedSecrets(ctx, connection.id, names),
      connectionKey: `${connection.id}:${connection.version}`,
    };
  });
}

async function requireConsent(
  { tx }: TxContext,
  { id: installationId, pluginVersionId, digest: consented, plugin }: InstallationRow,
  { versionId, digest }: { versionId: string; digest: string },
): Promise<void> {
  if (versionId === pluginVersionId && digest === consented) return;
  const where = { installationId, pluginVersionId: versionId, digest };
  const earlier = await tx.prisma.installationConsent.findFirst({ where, select: { id: true } });
  if (earlier) return;
  const message = `nobody has consented to this version of ${plugin.key}: upgrade the installation`;
  throw new AppError('PRECONDITION_FAILED', message, { reason: 'NOT_CONSENTED' });
}
