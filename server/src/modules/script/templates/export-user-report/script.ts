// Sends a report of all users, for an access review, to a webhook: who there is, whether they are active, when they last
// signed in, and which groups they are in. Large directories go out in parts. A part carries an Idempotency-Key, the same
// for the whole day, so that a receiver that has it already can answer 409 and count it once.
import { config, idp, JoineryError, secrets, type User } from 'joinery';

const PART_SIZE = config.getInt('users_per_request') || 500;
const WITHOUT_GROUPS = config.getBool('without_groups');

export default async function run(): Promise<string> {
  const url = config.get('report_url');
  if (!url) throw new Error('the config report_url is missing: where the report goes');
  const report = new Report();
  const day = new Date().toISOString().slice(0, 10);
  const inactiveSince = new Date(Date.now() - (config.getInt('inactive_days') || 90) * 86_400_000).toISOString();
  const totals = { users: 0, active: 0, inactive: 0, dormant: 0 };
  let part: UserLine[] = [];
  let number = 0;
  const send = async () => {
    number += 1;
    const body = { report: 'users', day, part: number, users: part };
    await report.attempt(`part ${number} of ${part.length} users`, () => post(url, `users-${day}-${number}`, body));
    part = [];
  };
  for await (const user of idp.users()) {
    totals.users += 1;
    totals[user.isActive ? 'active' : 'inactive'] += 1;
    if (user.isActive && (user.lastSignInAt ?? user.createdAt) < inactiveSince) totals.dormant += 1;
    part.push(await lineOf(user));
    if (part.length >= PART_SIZE) await send();
  }
  if (part.length > 0) await send();
  const summary = { report: 'users', day, parts: number, totals };
  await report.attempt('summary', () => post(url, `users-${day}-summary`, summary));
  const text = `${report.text('user report')}\n${JSON.stringify(totals)}`;
  if (report.counts.failed > 0) throw new Error(text);
  return text;
}

interface UserLine {
  email: string;
  name: string;
  isActive: boolean;
  createdAt: string;
  lastSignInAt: string | null;
  groups?: string[];
}

async function lineOf(user: User): Promise<UserLine> {
  const { email, firstName, lastName, isActive, createdAt, lastSignInAt } = user;
  const line = { email, name: `${firstName} ${lastName}`.trim(), isActive, createdAt, lastSignInAt };
  if (WITHOUT_GROUPS) return line;
  const groups = await idp.getUserGroups(user.id);
  return { ...line, groups: groups.map(({ name }) => name).sort() };
}

/** Tries again after an error of the receiver's; what it refuses, it refuses. */
async function post(url: string, key: string, body: object): Promise<Result> {
  const token = secrets.get('REPORT_TOKEN');
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
      body: JSON.stringify(body),
    });
    if (response.ok) return { outcome: 'changed' };
    if (response.status === 409) return { outcome: 'noop' };
    const isPassing = response.status === 429 || response.status >= 500;
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (!isPassing || attempt === 3 || seconds > 5) {
      throw new Error(`the receiver answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    }
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
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
