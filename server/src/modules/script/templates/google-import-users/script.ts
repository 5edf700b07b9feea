// Brings people with Google accounts into the directory by their email addresses, and puts them into groups. Who is
// there already is only put into the groups that they are not in yet.
import { config, type Group, idp, JoineryError, type User } from 'joinery';

export default async function run(): Promise<string> {
  const emails = new Set(config.getList('emails').map((email) => email.toLowerCase()));
  if (emails.size === 0) throw new Error('the config emails is empty: whom to import, separated by commas');
  const report = new Report();
  const groups = await groupsByName(config.getList('groups'), report);
  for (const email of emails) {
    await report.attempt(email, async () => {
      const existing = await idp.getUserByEmail(email);
      const user = existing ?? (await createUser(email));
      await joinGroups(user, groups, report);
      return existing ? { outcome: 'noop' } : { outcome: 'changed', note: 'created' };
    });
  }
  return report.text('import of Google users');
}

async function createUser(email: string): Promise<User> {
  const user = await idp.createUser(email, '', '', 'google');
  if (config.get('user_state') === 'inactive') await idp.updateUserActive(user.id, false);
  return user;
}

async function joinGroups(user: User, groups: Group[], report: Report): Promise<void> {
  for (const group of groups) {
    await report.attempt(`${user.email} → ${group.name}`, () => idp.addUserToGroup(user.id, group.id));
  }
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
