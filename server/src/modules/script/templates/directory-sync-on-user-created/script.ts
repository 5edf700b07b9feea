// Creates people in another directory over SCIM 2.0 (RFC 7644) as soon as they are created here. Set off by
// user.created; without an event it makes up for those who were missed.
import { config, idp, JoineryError, secrets, trigger, type User } from 'joinery';

const SCIM = config.get('scim_url');

export default async function run(): Promise<string> {
  if (!SCIM) throw new Error('the config scim_url is missing: https://directory.example.com/scim/v2');
  const report = new Report();
  for (const user of await people(report)) await report.attempt(user.email, () => provision(user));
  const summary = report.text('external directory');
  if (report.counts.failed > 0) throw new Error(summary);
  return summary;
}

async function people(report: Report): Promise<User[]> {
  if (!trigger) return idp.listUsers({ isActive: true });
  const { user_id: id, user_email: email } = trigger.data;
  const user = await idp.getUser(id);
  if (user?.isActive) return [user];
  report.add('skipped', email, user ? 'is not active any more' : 'is not there any more');
  return [];
}

async function provision(user: User): Promise<Result> {
  const filter = new URLSearchParams({ filter: `userName eq ${JSON.stringify(user.email)}` });
  const found = await scim('GET', `/Users?${filter}`);
  if (!found.ok) throw await refusal(found);
  if ((await found.json()).totalResults > 0) return { outcome: 'noop' };
  const created = await scim('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: user.email,
    externalId: user.id,
    active: true,
    name: { givenName: user.firstName, familyName: user.lastName },
    emails: [{ value: user.email, type: 'work', primary: true }],
  });
  // Somebody else was faster.
  if (created.status === 409) return { outcome: 'noop' };
  if (!created.ok) throw await refusal(created);
  return { outcome: 'changed' };
}

/** Asks again where the directory wants us to wait, unless that is for longer than a run may take. */
async function scim(method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(SCIM + path, {
      method,
      headers: {
        authorization: `Bearer ${secrets.get('SCIM_TOKEN')}`,
        accept: 'application/scim+json',
        'content-type': 'application/scim+json',
      },
      body: body ? JSON.stringify(body) : null,
    });
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (response.status !== 429 || attempt === 3 || seconds > 5) return response;
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
}

async function refusal(response: Response): Promise<Error> {
  const { detail } = await response.json().catch(() => ({}));
  return new Error(`the directory answered ${response.status}: ${detail ?? 'without a reason'}`);
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
