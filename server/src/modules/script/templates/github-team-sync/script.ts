// Keeps GitHub teams as the directory says: the members of the group "github-team:backend" are the members of the
// team "backend". People are known by their attribute github_username. Who is not in the organisation yet is invited.
import { config, type Group, idp, JoineryError, jwt, secrets } from 'joinery';

const API = config.get('github_api_url') || 'https://api.github.com';
const PREFIX = config.get('group_prefix') || 'github-team:';
const MAX_WAIT_SECONDS = config.getInt('max_wait_seconds') || 10;
const KEEP_EXTRA = config.getBool('keep_extra_members');

export default async function run(): Promise<string> {
  const org = config.get('github_org');
  if (!org) throw new Error('the config github_org is missing: the organisation, as in github.com/<organisation>');
  const github = new GitHub(await accessToken());
  const report = new Report();
  for (const group of await idp.getGroupsByPrefix(PREFIX)) {
    const team = group.name.slice(PREFIX.length);
    try {
      await syncTeam(github, `/orgs/${org}/teams/${encodeURIComponent(team)}`, group, report);
    } catch (error) {
      report.fail(`${team}: the whole team`, error);
    }
  }
  return report.text(`GitHub teams of ${org}`);
}

async function syncTeam(github: GitHub, team: string, group: Group, report: Report): Promise<void> {
  const wanted = await githubUsernames(group, report);
  const present = await github.list(`${team}/members`);
  const invited = await github.list(`${team}/invitations`);
  const logins = new Set([...present, ...invited].map(({ login }) => login?.toLowerCase()));
  const name = group.name.slice(PREFIX.length);

  for (const [key, username] of wanted) {
    const item = `${name}: add ${username}`;
    if (logins.has(key)) report.add('noop', item);
    else await report.attempt(item, () => github.addMember(team, username));
  }
  if (KEEP_EXTRA) return;
  for (const { login, inherited } of present) {
    // Who is there through a child team leaves through that team.
    if (!login || inherited || wanted.has(login.toLowerCase())) continue;
    await report.attempt(`${name}: remove ${login}`, () => github.removeMember(team, login));
  }
  for (const { login } of invited) {
    if (!login || wanted.has(login.toLowerCase())) continue;
    await report.attempt(`${name}: withdraw the invitation of ${login}`, () => github.removeMember(team, login));
  }
}

/** Who should be in the team: GitHub usernames by their lower case, because GitHub does not tell case apart. */
async function githubUsernames(group: Group, report: Report): Promise<Map<string, string>> {
  const usernames = new Map<string, string>();
  for await (const user of idp.members(group.id)) {
    if (!user.isActive) continue;
    const username = user.attributes.github_username;
    if (typeof username === 'string' && username) usernames.set(username.toLowerCase(), username);
    else report.add('skipped', `${group.name}: ${user.email}`, 'has no attribute github_username');
  }
  return usernames;
}

/** A token of the GitHub App's installation where the task has an app's key, the secret GITHUB_TOKEN otherwise. */
async function accessToken(): Promise<string> {
  const key = secrets.get('GITHUB_APP_PRIVATE_KEY');
  const token = secrets.get('GITHUB_TOKEN');
  if (!key && !token) throw new Error('set the secret GITHUB_TOKEN, or GITHUB_APP_PRIVATE_KEY for a GitHub App');
  if (!key) return token;
  const now = Math.floor(Date.now() / 1000);
  // A minute back, for clocks that differ; GitHub allows ten minutes in all.
  const claims = { iss: config.get('github_app_id'), iat: now - 60, exp: now + 540 };
  const app = new GitHub(await jwt.sign({ algorithm: 'RS256', key, claims }));
  const installation = config.get('github_installation_id');
  // It changes nothing, so that a plan may ask for it, too.
  const response = await app.send('POST', `/app/installations/${installation}/access_tokens`, { isRead: true });
  if (response.status !== 201) throw await refusal(response);
  return (await response.json()).token;
}

interface Member {
  login: string | null;
  inherited?: boolean;
}

interface Options {
  body?: object;
  /** Whether it changes nothing although it is no GET. */
  isRead?: boolean;
}

class GitHub {
  private waitedSeconds = 0;
  private blockedFor = 0;

  constructor(private readonly token: string) {}

  /** All pages of a list. */
  async list(path: string): Promise<Member[]> {
    const all: Member[] = [];
    for (let next: string | undefined = `${path}?per_page=100`; next; ) {
      const response: Response = await this.send('GET', next);
      if (!response.ok) throw await refusal(response);
      all.push(...(await response.json()));
      next = response.headers.get('link')?.match(/<([^>]+)>; rel="next"/)?.[1];
    }
    return all;
  }

  async addMember(team: string, username: string): Promise<Result> {
    const path = `${team}/memberships/${encodeURIComponent(username)}`;
    const response = await this.send('PUT', path, { body: { role: 'member' } });
    if (!response.ok) throw await refusal(response);
    const { state } = await response.json();
    return { outcome: 'changed', note: state === 'pending' ? 'invited, not accepted yet' : '' };
  }

  async removeMember(team: string, username: string): Promise<Result> {
    const response = await this.send('DELETE', `${team}/memberships/${encodeURIComponent(username)}`);
    if (response.status === 404) return { outcome: 'noop' };
    if (!response.ok) throw await refusal(response);
    return { outcome: 'changed' };
  }

  /** Waits where GitHub asks for it, for max_wait_seconds in all; past that, nothing more is asked of it. */
  async send(method: string, path: string, { body, isRead = false }: Options = {}): Promise<Response> {
    for (;;) {
      if (this.blockedFor > 0) throw new Skipped(`GitHub's rate limit is used up for another ${this.blockedFor} s`);
      const response = await fetch(path.startsWith('/') ? API + path : path, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
          ...(isRead ? { 'joinery-effect': 'none' } : {}),
        },
        body: body ? JSON.stringify(body) : null,
      });
      const seconds = secondsToWait(response);
      if (seconds === undefined) return response;
      this.waitedSeconds += seconds;
      if (this.waitedSeconds > MAX_WAIT_SECONDS) this.blockedFor = seconds;
      else await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
    }
  }
}

/** How long GitHub wants us to wait: its secondary limits say so, its primary one when it is renewed. */
function secondsToWait({ status, headers }: Response): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = headers.get('retry-after');
  if (retryAfter) return Number(retryAfter);
  if (headers.get('x-ratelimit-remaining') !== '0') return undefined;
  return Math.max(1, Number(headers.get('x-ratelimit-reset')) - Math.floor(Date.now() / 1000));
}

async function refusal(response: Response): Promise<Error> {
  const text = await response.text();
  const message = /"message":\s*"([^"]*)"/.exec(text)?.[1] ?? text.slice(0, 200);
  return new Error(`GitHub answered ${response.status}: ${message}`);
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
