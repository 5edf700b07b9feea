// Deactivates who has not signed in for a number of days; who never did counts by when they were created. Plan it first,
// and give the task a removal cap: an outage of sign-in makes everybody look inactive.
import { config, idp, JoineryError, type User } from 'joinery';

const DAYS = config.getInt('inactive_days') || 90;
const EXCLUDED = new Set(config.getList('excluded_emails').map((email) => email.toLowerCase()));

export default async function run(): Promise<string> {
  if (DAYS < 1) throw new Error('the config inactive_days must be at least 1');
  const since = new Date(Date.now() - DAYS * 86_400_000).toISOString();
  const report = new Report();
  const spared = await membersOf(config.getList('excluded_groups'));
  // All of them first: the list is not walked while it is being changed.
  for (const user of await idp.listUsers({ isActive: true, notSignedInSince: since })) {
    const item = `${user.email}: deactivate`;
    if (EXCLUDED.has(user.email.toLowerCase())) report.add('skipped', item, 'excluded by address');
    else if (spared.has(user.id)) report.add('skipped', item, 'excluded by group');
    else await report.attempt(item, async () => ({ ...(await deactivate(user)), note: lastSeen(user) }));
  }
  return report.text(`users without a sign-in for ${DAYS} days`);
}

function deactivate(user: User) {
  return idp.updateUserActive(user.id, false);
}

function lastSeen({ lastSignInAt, createdAt }: User): string {
  return lastSignInAt
    ? `last signed in ${lastSignInAt.slice(0, 10)}`
    : `never signed in, created ${createdAt.slice(0, 10)}`;
}

async function membersOf(names: string[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const name of names) {
    const group = await idp.getGroupByName(name);
    // Going on without it would deactivate those whom it protects.
    if (!group) throw new Error(`there is no group named ${name}, which excluded_groups names`);
    for await (const { id } of idp.members(group.id)) ids.add(id);
  }
  return ids;
}

// From here on, the same in every script that ships.
type Outcome = 'changed' | 'noop' | 'skipped' | 'failed';

interface Result {
  outcome: Outcome;
  note?: string;
}

/** Thrown for an item that is left out on purpose. */
class Skipped extends Error {}

/** What became of each item: how many of each outcome, then a line for all but the noops. */
class Report {
  readonly counts: Record<Outcome, number> = { changed: 0, noop: 0, skipped: 0, failed: 0 };
  private readonly lines: string[] = [];

  add(outcome: Outcome, item: string, note = ''): void {
    this.counts[outcome] += 1;
    if (outcome !== 'noop') this.lines.push(`${outcome} ${item}${note && ` (${note})`}`);
  }

  /** Does one item's work. When it fails, the others go on. */
  async attempt(item: string, work: () => Promise<Result>): Promise<void> {
    try {
      const { outcome, note } = await work();
      this.add(outcome, item, note);
    } catch (error) {
      this.fail(item, error);
    }
  }

  fail(item: string, error: unknown): void {
    // The task's brake is no failure of an item: it ends the run.
    if (error instanceof JoineryError && error.code === 'REMOVAL_CAP') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    this.add(error instanceof Skipped ? 'skipped' : 'failed', item, reason);
  }

  text(title: string): string {
    const counts = Object.entries(this.counts).map(([outcome, count]) => `${count} ${outcome}`);
    const shown = this.lines.slice(0, 500);
    const hidden = this.lines.length - shown.length;
    return [`${title}: ${counts.join(', ')}`, ...shown, ...(hidden ? [`… and ${hidden} more`] : [])].join('\n');
  }
}
