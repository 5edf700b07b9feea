// Puts people into groups by the domain of their email address. The config domain_groups is JSON:
// {"example.com": ["employees"], "partner.example.org": ["partners", "limited-access"]}. Set off by user.created, it looks
// at that person; otherwise at all active ones.
import { config, type Group, idp, JoineryError, trigger, type User } from 'joinery';

export default async function run(): Promise<string> {
  const report = new Report();
  const groups = await groupsByDomain(report);
  for await (const user of people()) {
    const domain = user.email.split('@').at(-1)?.toLowerCase() ?? '';
    for (const group of groups.get(domain) ?? []) {
      await report.attempt(`${user.email} → ${group.name}`, () => idp.addUserToGroup(user.id, group.id));
    }
  }
  return report.text('groups by email domain');
}

async function* people(): AsyncIterable<User> {
  if (!trigger) return yield* idp.users({ isActive: true });
  const user = await idp.getUser(trigger.data.user_id);
  if (user?.isActive) yield user;
}

async function groupsByDomain(report: Report): Promise<Map<string, Group[]>> {
  const byDomain = new Map<string, Group[]>();
  for (const [domain, names] of Object.entries(rules())) {
    const groups: Group[] = [];
    for (const name of names) {
      const group = await idp.getGroupByName(name);
      if (group) groups.push(group);
      else report.add('failed', `${domain} → ${name}`, 'there is no group of this name');
    }
    byDomain.set(domain.toLowerCase(), groups);
  }
  return byDomain;
}

function rules(): Record<string, string[]> {
  const hint = 'the config domain_groups must be like {"example.com": ["employees"]}';
  let parsed: unknown;
  try {
    parsed = JSON.parse(config.get('domain_groups'));
  } catch (cause) {
    throw new Error(hint, { cause });
  }
  const isRules =
    parsed !== null &&
    typeof parsed === 'object' &&
    Object.values(parsed).every((names) => Array.isArray(names) && names.every((name) => typeof name === 'string'));
  if (!isRules) throw new Error(hint);
  return parsed as Record<string, string[]>;
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
