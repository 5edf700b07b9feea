// Takes everything away from who was deactivated: disables them in Datadog, deletes them from PagerDuty, and ends their
// membership of the GitHub organisation. Set off by user.deactivated; by hand, with trigger_user_email in the config.
// A provider without secrets is left out. The run fails when a provider failed, after all of them were asked; run it
// again, and those that are done say so.
import { config, idp, JoineryError, secrets, trigger } from 'joinery';

const DATADOG = config.get('datadog_api_url') || 'https://api.datadoghq.com';
const PAGERDUTY = config.get('pagerduty_api_url') || 'https://api.pagerduty.com';
const GITHUB = config.get('github_api_url') || 'https://api.github.com';

export default async function run(): Promise<string> {
  const { email, githubUsername } = leaver();
  if (!email) throw new Error('nobody to offboard: no event set this off, and the config has no trigger_user_email');
  const report = new Report();
  await report.attempt('Datadog: disable the user', () => disableInDatadog(email));
  await report.attempt('PagerDuty: delete the user', () => deleteFromPagerDuty(email));
  await report.attempt('GitHub: end the membership', () => removeFromGitHub(email, githubUsername));
  const summary = report.text(`offboarding of ${email}`);
  if (report.counts.failed > 0) throw new Error(summary);
  return summary;
}

/** Whom the event tells of, whatever a run by hand has left in the config; without one, whom the config names. */
function leaver(): { email: string; githubUsername: string } {
  const { user_email: email, user_attributes: attributes } = trigger?.data ?? {
    user_email: config.get('trigger_user_email'),
    user_attributes: { github_username: config.get('trigger_github_username') },
  };
  return { email: email.toLowerCase(), githubUsername: attributes?.github_username ?? '' };
}

async function disableInDatadog(email: string): Promise<Result> {
  const headers = {
    'dd-api-key': needed('DD_API_KEY'),
    'dd-application-key': needed('DD_APP_KEY'),
  };
  const user = await findInDatadog(email, headers);
  if (!user || user.attributes.disabled) return { outcome: 'noop' };
  return removed(await request('Datadog', 'DELETE', `${DATADOG}/api/v2/users/${user.id}`, headers));
}

interface DatadogUser {
  id: string;
  attributes: { email: string; disabled: boolean };
}

/** The filter finds parts of names and addresses, so what it found is compared. */
async function findInDatadog(email: string, headers: Record<string, string>): Promise<DatadogUser | undefined> {
  for (let page = 0; ; page += 1) {
    const query = new URLSearchParams({ filter: email, 'page[size]': '100', 'page[number]': String(page) });
    const response = await request('Datadog', 'GET', `${DATADOG}/api/v2/users?${query}`, headers);
    const { data } = (await response.json()) as { data: DatadogUser[] };
    const user = data.find(({ attributes }) => attributes.email.toLowerCase() === email);
    if (user || data.length < 100) return user;
  }
}

async function deleteFromPagerDuty(email: string): Promise<Result> {
  const headers = {
    authorization: `Token token=${needed('PD_TOKEN')}`,
    accept: 'application/vnd.pagerduty+json;version=2',
  };
  for (let offset = 0; ; offset += 100) {
    const query = new URLSearchParams({ query: email, limit: '100', offset: String(offset) });
    const response = await request('PagerDuty', 'GET', `${PAGERDUTY}/users?${query}`, headers);
    const { users, more } = (await response.json()) as { users: { id: string; email: string }[]; more: boolean };
    const user = users.find((one) => one.email.toLowerCase() === email);
    if (user) return removed(await request('PagerDuty', 'DELETE', `${PAGERDUTY}/users/${user.id}`, headers));
    if (!more) return { outcome: 'noop' };
  }
}

/** Ends an invitation that was not accepted yet, too. */
async function removeFromGitHub(email: string, told: string): Promise<Result> {
  const headers = {
    authorization: `Bearer ${needed('GITHUB_TOKEN')}`,
    accept: 'application/vnd.github+json',
  };
  const username = told || (await idp.getUserByEmail(email))?.attributes.github_username;
  if (!username) throw new Skipped(`${email} has no attribute github_username`);
  const org = config.get('github_org');
  if (!org) throw new Error('the config github_org is missing');
  const path = `/orgs/${org}/memberships/${encodeURIComponent(username)}`;
  return removed(await request('GitHub', 'DELETE', GITHUB + path, headers));
}

/** Sends a request; an answer that is an error, other than "not found", is thrown with what the provider says. */
async function request(
  provider: string,
  method: 'GET' | 'DELETE',
  url: string,
  headers: Record<string, string>,
): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, { method, headers });
    if (response.ok || response.status === 404) return response;
    const seconds = secondsToWait(response);
    if (attempt === 3 || seconds === undefined || seconds > 5) throw await refusal(provider, response);
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
}

/** Each of them has a header of its own for how long to wait. */
function secondsToWait({ status, headers }: Response): number | undefined {
  if (status !== 429 && !(status === 403 && headers.get('retry-after'))) return undefined;
  const said = headers.get('retry-after') ?? headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset');
  return Number(said ?? 1);
}

async function refusal(provider: string, response: Response): Promise<Error> {
  const text = await response.text();
  return new Error(`${provider} answered ${response.status}: ${text.slice(0, 300)}`);
}

function removed({ status }: Response): Result {
  return { outcome: status === 404 ? 'noop' : 'changed' };
}

function needed(secret: string): string {
  const value = secrets.get(secret);
  if (!value) throw new Skipped(`the task has no secret ${secret}`);
  return value;
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
