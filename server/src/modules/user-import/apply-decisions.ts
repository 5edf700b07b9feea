import { AppError } from '../../errors.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { UserRow } from '../user/index.ts';
import { type Decision, reportOf } from './decide-row.ts';
import type { ImportRun } from './import-run.ts';
import { tellCreated, tellJoined, tellUpdated } from './tell-changes.ts';
import { insertMembers, insertUsers, updateUsers } from './write-users.sql.ts';

type Update = Decision & { before: UserRow; after: UserRow };

export interface Applying {
  ctx: SqlTxContext;
  run: ImportRun;
  /** What collides with somebody else's change ends the first try, and fails alone in the last. */
  isLastTry: boolean;
  /** Ends what a user who is shut out has open. */
  endSessions(userId: string): Promise<unknown>;
}

/** Writes what was decided for a chunk in a few statements, each change with its event and audit row. */
export async function applyDecisions(applying: Applying, decisions: Decision[]): Promise<Decision[]> {
  const { ctx, run, endSessions } = applying;
  const written = await createUsers(applying, decisions);
  const updates = written.filter((decision): decision is Update => Boolean(decision.before && decision.after));
  await updateUsers(
    ctx,
    updates.map(({ after }) => after),
  );
  for (const { before, after } of updates) {
    tellUpdated(ctx, run, before, after);
    if (before.isActive && !after.isActive) await endSessions(after.id);
  }
  // Credentials carry the role: those who keep them look again.
  if (updates.some(({ before, after }) => before.role !== after.role)) {
    ctx.tx.afterCommit(() => ctx.signals.raise('revocations', [ctx.tenantId]));
  }
  await addMembers(ctx, run, written);
  return written;
}

async function createUsers({ ctx, run, isLastTry }: Applying, decisions: Decision[]): Promise<Decision[]> {
  const users = decisions.flatMap(({ before, after }) => (after && !before ? [after] : []));
  const created = await insertUsers(ctx, users);
  if (created.size < users.length && !isLastTry) {
    throw new AppError('CONFLICT', 'somebody else is creating the same users');
  }
  return decisions.map((decision) => {
    const { before, after, report } = decision;
    if (!after || before) return decision;
    if (created.has(after.id)) {
      tellCreated(ctx, run, after);
      return decision;
    }
    const reason = 'somebody else has just taken this email or username; import the row again';
    return { report: reportOf(report.number, report.email, 'failed', reason), joins: [] };
  });
}

async function addMembers(ctx: SqlTxContext, run: ImportRun, decisions: Decision[]): Promise<void> {
  const wanted = decisions.flatMap(({ user, joins }) => (user ? joins.map((group) => ({ user, group })) : []));
  const added = await insertMembers(
    ctx,
    wanted.map(({ user, group }) => ({ userId: user.id, groupId: group.id })),
  );
  for (const { user, group } of wanted) {
    if (added.has(`${user.id} ${group.id}`)) tellJoined(ctx, run, user, group);
  }
}
