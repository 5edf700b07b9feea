// Puts contractors into their groups: who has an email address of the contractors' domain, when they are created, and
// every night those who were missed. Set off by user.created, it looks at that person; otherwise at all active ones.
import { config, type Group, idp, JoineryError, trigger, type User } from 'joinery';

const DOMAIN = config.get('contractor_domain') || 'contractor.example.com';
const GROUPS = config.get('groups') ? config.getList('groups') : ['contractors', 'limited-access'];
const EXPIRES_AFTER_DAYS = config.getInt('expires_after_days');

export default async function run(): Promise<string> {
  const report = new Report();
  const groups = await groupsByName(GROUPS, report);
  for (const user of await contractors(report)) {
    const expiresAt = endOf(user);
    for (const group of groups) {
      const item = `${user.email} → ${group.name}`;
      if (expiresAt && Date.parse(expiresAt) <= Date.now()) report.add('skipped', item, `ended at ${expiresAt}`);
      else await report.attempt(item, () => idp.addUserToGroup(user.id, group.id, expiresAt ? { expiresAt } : {}));
    }
  }
  return report.text(`contractors of ${DOMAIN}`);
}

async function contractors(report: Report): Promise<User[]> {
  if (!trigger) return idp.listUsers({ isActive: true, emailEndsWith: `@${DOMAIN}` });
  const { user_id: id, user_email: email } = trigger.data;
  const user = await idp.getUser(id);
  if (user?.email.toLowerCase().endsWith(`@${DOMAIN.toLowerCase()}`)) return [user];
  report.add('skipped', email, user ? `is not of ${DOMAIN}` : 'is not there any more');
  return [];
}

/** Counted from when the person was created, so that a later run does not put it off. */
function endOf({ createdAt }: User): string | undefined {
  if (!EXPIRES_AFTER_DAYS) return undefined;
  return new Date(Date.parse(createdAt) + EXPIRES_AFTER_DAYS * 86_400_000).toISOString();
}

async function groupsByName(names: string[], report: Report): Promise<Group[]> {
  const groups: Group[] = [];
  for (const name of names) {
    const group = await idp.getGroupByName(name);
    if (group) groups.push(group);
    else report.add('failed', name, 'there is no group of this name');
  }
  return groups;
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
