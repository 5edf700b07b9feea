import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { type OpenedArchive, openArchive } from '../../../plugins/archive/open-archive.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { auditRefusal, recordAudit } from '../../audit/index.ts';
import { type OwnVersion, toVersionRow, versionTarget, WITHOUT_ARCHIVE } from '../internal.ts';
import type { PublisherRow } from '../publisher/internal.ts';
import { holdPlugin, insertVersion, releasesOf } from './catalogue.sql.ts';
import { refreshOffer } from './offer.ts';
import { PublishPlugin } from './publish.input.ts';
import { checkSuccession } from './release.ts';
import { requireSignedBy } from './signed-by.ts';

/**
 * Publishes a version. It is held for approval (PENDING) unless its publisher is trusted. Every refusal says what to do
 * and is audited: INVALID_INPUT for the archive, FORBIDDEN for its signature or its publisher, CONFLICT for its version.
 */
export function publishPlugin(ctx: Context, input: unknown): Promise<OwnVersion> {
  requireScope(ctx, 'plugin:publish');
  let target: { type: string; id?: string; name?: string } = { type: 'plugin_version' };
  return auditRefusal(
    ctx,
    () => ({ action: 'plugin_version.published', target }),
    async () => {
      const { archive, signature } = parseInput(PublishPlugin, input);
      const opened = await openArchive(archive);
      target = { type: 'plugin_version', name: `${opened.manifest.id} ${opened.manifest.version}` };
      return transaction(ctx, async (ctx) => {
        const publisher = await findPublisher(ctx, opened.manifest.publisher);
        const keyId = await requireSignedBy(ctx.tx, publisher, opened, signature);
        const pluginId = await holdOwnPlugin(ctx, publisher, opened);
        checkSuccession(await releasesOf(ctx.tx, pluginId), { ...opened, version: opened.manifest.version });
        const isPublic = publisher.tenantId === null;
        const status = isPublic && publisher.isTrusted ? 'APPROVED' : 'PENDING';
        const release = {
          opened,
          archive,
          signature,
          keyId,
          status,
          publishedByEmail: ctx.actor.email,
          at: ctx.clock.now(),
        } as const;
        const id = await insertVersion(ctx.tx, pluginId, publisher, release);
        if (status === 'APPROVED') await refreshOffer(ctx.tx, pluginId);
        return published(ctx, id);
      });
    },
  );
}

async function findPublisher({ tx, tenantId }: TxContext, slug: string): Promise<PublisherRow> {
  const found = await tx.prisma.publisher.findMany({ where: { slug } });
  const own = found.find(({ ownerTenantId }) => ownerTenantId === tenantId);
  if (own) return own;
  if (found.length > 0) throw new AppError('FORBIDDEN', `the publisher ${slug} belongs to somebody else`);
  throw new AppError('NOT_FOUND', `there is no publisher ${slug}, which the manifest names: create it first`);
}

async function holdOwnPlugin(ctx: TxContext, publisher: PublisherRow, opened: OpenedArchive): Promise<string> {
  const { id: key } = opened.manifest;
  const taken = await ctx.tx.prisma.plugin.findFirst({ where: { key, NOT: { publisherId: publisher.id } } });
  const pluginId = taken ? null : await holdPlugin(ctx.tx, publisher, opened);
  if (pluginId) return pluginId;
  throw new AppError('FORBIDDEN', `the plugin ${key} belongs to another publisher: choose another id`, {
    reason: 'PLUGIN_TAKEN',
  });
}

async function published(ctx: TxContext, id: string): Promise<OwnVersion> {
  const row = await ctx.tx.prisma.pluginVersion.findUniqueOrThrow({
    where: { id },
    omit: WITHOUT_ARCHIVE,
    include: { plugin: true },
  });
  const version = { ...toVersionRow(row), plugin: row.plugin };
  const { digest, status, permissions, keyId } = version;
  recordAudit(ctx, {
    action: 'plugin_version.published',
    target: versionTarget(version),
    detail: { digest, status, permissions, key_id: keyId },
  });
  return version;
}
