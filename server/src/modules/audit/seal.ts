import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import { MerkleFrontier } from '../../platform/crypto/index.ts';
import { type SqlTransaction, sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import { type HeadRow, toHead } from './rows.sql.ts';
import { lockUnsealed, type Unsealed, writeLeaves } from './seal.sql.ts';
import { type AuditRow, leafOf, sealedContent } from './sealed-content.ts';

export const ROWS_A_BATCH = 1_000;
const LEAVES_A_TURN = 64;

type SealServices = Pick<Services, 'db' | 'keys' | 'clock'>;

/**
 * Seals the oldest rows of a tenant that are visible and not sealed: gives them the next sequences, adds their leaves
 * to the tree and signs its new head, all of it or nothing. Answers how many; 0 also while another sealer is at it.
 * PRECONDITION_FAILED, reason AUDIT_BROKEN, where the log so far is not what was signed: nothing is built on it.
 */
export function sealBatch(services: SealServices, tenantId: string): Promise<number> {
  return services.db.system(async (tx) => {
    const unsealed = await lockUnsealed(tx, tenantId, ROWS_A_BATCH);
    if (!unsealed.isLocked || unsealed.rows.length === 0) return 0;
    const tree = await openTree(services, tenantId, unsealed);
    const firstSequence = tree.size;
    const leaves = await appendLeaves(tree, tenantId, unsealed.rows);
    const written = writeLeaves(tx, tenantId, firstSequence, leaves);
    const [count] = await Promise.all([written, writeHead(services, tx, tenantId, tree)]);
    if (count !== leaves.length) throw new AppError('INTERNAL', `sealed ${count} of ${leaves.length} audit records`);
    return count;
  });
}

/** The tree as it was signed last. */
async function openTree(
  services: SealServices,
  tenantId: string,
  { head, newestSequence }: Unsealed,
): Promise<MerkleFrontier> {
  const size = head ? Number(head.size) : 0;
  const found = newestSequence === null ? 0 : newestSequence + 1;
  if (found !== size) throw broken(tenantId, `${found} records are sealed, and the newest head tells of ${size}`);
  if (!head) return new MerkleFrontier();
  const signed = toHead(tenantId, head);
  if ((await services.keys.tokens.verifyHead(signed)) !== 'genuine') {
    throw broken(tenantId, `the head of size ${size} has a signature that does not fit`);
  }
  const tree = readTree(tenantId, head);
  if (tree.size !== size || !tree.root().equals(signed.rootHash)) {
    throw broken(tenantId, `the head of size ${size} has another right edge than its tree`);
  }
  return tree;
}

function readTree(tenantId: string, { frontier }: HeadRow): MerkleFrontier {
  try {
    return MerkleFrontier.deserialise(frontier);
  } catch (cause) {
    throw broken(tenantId, 'the right edge of the newest head cannot be read', cause);
  }
}

async function appendLeaves(tree: MerkleFrontier, tenantId: string, rows: AuditRow[]) {
  const leaves: { id: string; hash: Buffer }[] = [];
  for (const row of rows) {
    const hash = leafOf(sealedContent(tenantId, tree.size, row));
    tree.append(hash);
    leaves.push({ id: row.id, hash });
    // Requests are served by the same thread: a batch must not hold it for long.
    if (leaves.length % LEAVES_A_TURN === 0) await setImmediate();
  }
  return leaves;
}

async function writeHead(
  services: SealServices,
  tx: SqlTransaction,
  tenantId: string,
  tree: MerkleFrontier,
): Promise<void> {
  const head = { tenantId, size: tree.size, rootHash: tree.root(), timestamp: services.clock.now() };
  const { keyId, signature } = services.keys.tokens.signHead(head);
  await tx.execute(sql`
    INSERT INTO audit_heads (tenant_id, size, root_hash, frontier, signed_at, key_id, signature)
    VALUES (${tenantId}::uuid, ${head.size}, ${head.rootHash}, ${tree.serialise()}, ${head.timestamp}, ${keyId},
            ${signature})`);
}

function broken(tenantId: string, how: string, cause?: unknown): AppError {
  const message = `the audit log of tenant ${tenantId} is not what was signed: ${how}`;
  return new AppError('PRECONDITION_FAILED', message, { reason: 'AUDIT_BROKEN', cause });
}
