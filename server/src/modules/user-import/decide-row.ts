import { hasScope } from '../../access.ts';
import { type Changes, changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { GroupRow } from '../group/index.ts';
import { changedUser, newUser } from './future-user.ts';
import type { ImportRun, ReportRow, RowChanges } from './import-run.ts';
import type { KnownDirectory } from './known-directory.ts';
import type { OwnerCount } from './owner-count.ts';
import type { UserWithManager } from './user-rows.sql.ts';
import type { WantedUser } from './wanted-user.ts';

/** What the rows of one chunk are decided by. What is known grows as rows are decided. */
export interface Chunk {
  ctx: Context;
  run: ImportRun;
  known: KnownDirectory;
  owners: OwnerCount;
}

/** What is to be done for one row, and what the report says of it. */
export interface Decision {
  report: ReportRow;
  /** Absent: the user does not exist yet. */
  before?: UserWithManager;
  /** Absent: nothing is to be written of the user itself. */
  after?: UserWithManager;
  joins: GroupRow[];
  /** Whom the user is to be a member with, whether or not it is written. */
  user?: UserWithManager;
}

/** Decides one row after the rows before it. A row that cannot be done fails alone, with the reason. */
export function decideRow(chunk: Chunk, number: number, wanted: WantedUser): Decision {
  try {
    return decide(chunk, number, wanted);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { report: reportOf(number, wanted.email, 'failed', error.message), joins: [] };
  }
}

function decide(chunk: Chunk, number: number, wanted: WantedUser): Decision {
  const { known } = chunk;
  const { email } = wanted;
  const earlier = known.earlierRows.get(email);
  if (earlier !== undefined) throw new AppError('CONFLICT', `row ${earlier} has the same email`);
  const before = known.users.get(email);
  const groups = groupsOf(chunk, wanted);
  const user = before ? changedUser(chunk, before, wanted) : newUser(chunk, wanted);
  const joins = groups.filter((group) => !before || !known.memberships.has(`${before.id} ${group.id}`));
  const change = changesOf(before ? columnsOf(before) : NOBODY, columnsOf(user));
  known.usernames.add(user.username);
  if (!before) known.managerIds.set(email, user.id);

  const isChanged = change !== null || joins.length > 0;
  const report = reportOf(number, email, isChanged ? 'changed' : 'noop', null);
  report.changes = isChanged ? toChanges(before, change, joins) : null;
  report.managerEmail = managerToLink(user, wanted);
  if (report.managerEmail) known.awaited.add(report.managerEmail);
  if (change?.new.username !== undefined) report.username = user.username;
  return { report, joins, user, ...(before ? { before } : {}), ...(change ? { after: user } : {}) };
}

function groupsOf({ ctx, known }: Chunk, { groups = [] }: WantedUser): GroupRow[] {
  if (groups.length > 0 && !hasScope(ctx, 'group:write')) {
    throw new AppError('FORBIDDEN', 'adding to groups needs the scope group:write');
  }
  return groups.map((name) => {
    const group = known.groups.get(name);
    if (group) return group;
    throw new AppError('NOT_FOUND', `there is no group named ${name}`);
  });
}

type Columns = Record<string, unknown>;
const NOBODY: Columns = { manager_email: null };

/** A user by the names of the columns. */
function columnsOf(user: UserWithManager): Columns {
  return {
    email: user.email,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    role: user.role,
    active: user.isActive,
    attributes: user.attributes,
    manager_email: user.managerEmail,
  };
}

function toChanges(
  before: UserWithManager | undefined,
  change: Changes<Columns> | null,
  joins: GroupRow[],
): RowChanges {
  return {
    ...(change && before ? { old: change.old } : {}),
    ...(change ? { new: change.new } : {}),
    ...(joins.length > 0 ? { groupsAdded: joins.map(({ name }) => name) } : {}),
  };
}

function managerToLink(user: UserWithManager, { manager_email }: WantedUser) {
  return manager_email && manager_email !== user.managerEmail ? manager_email : null;
}

export function reportOf(
  number: number,
  email: string | null,
  outcome: ReportRow['outcome'],
  reason: string | null,
): ReportRow {
  return { number, email, outcome, reason, changes: null, managerEmail: null, username: null };
}
