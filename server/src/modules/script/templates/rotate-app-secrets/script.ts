// Gives applications a new client secret once theirs is older than max_age_days, and writes it to a vault (HashiCorp
// Vault, key-value engine version 2) that the applications read from. The vault's own record tells the age, so a secret
// that never arrived there is replaced by the next run.
import { type Application, config, idp, JoineryError, secrets } from 'joinery';

const VAULT = config.get('vault_url');
const MOUNT = config.get('vault_mount') || 'secret';
const PREFIX = config.get('vault_prefix') || 'joinery/applications';
const MAX_AGE_DAYS = config.getInt('max_age_days') || 90;

export default async function run(): Promise<string> {
  if (!VAULT) throw new Error('the config vault_url is missing: https://vault.example.com');
  const chosen = new Set(config.getList('applications'));
  const report = new Report();
  const applications = await idp.listApplications();
  for (const application of applications) {
    if (chosen.size > 0 && !chosen.has(application.name)) continue;
    await report.attempt(application.name, () => rotate(application));
  }
  for (const name of chosen) {
    if (!applications.some((application) => application.name === name))
      report.add('failed', name, 'no such application');
  }
  const summary = report.text('client secrets');
  // A secret that the vault did not take locks an application out: somebody has to know.
  if (report.counts.failed > 0) throw new Error(summary);
  return summary;
}

async function rotate(application: Application): Promise<Result> {
  // Asked before anything changes: without the vault, nothing is rotated.
  const current = await readVersion(application);
  if (current && ageInDays(current.created_time) < MAX_AGE_DAYS) return { outcome: 'noop' };
  const { clientSecret } = await idp.rotateApplicationSecret(application.id);
  await write(application, clientSecret, current?.version ?? 0);
  return { outcome: 'changed', note: current ? `version ${current.version + 1}` : 'the first in the vault' };
}

interface Version {
  version: number;
  /** RFC 3339, UTC. */
  created_time: string;
}

async function readVersion(application: Application): Promise<Version | null> {
  const response = await vault('GET', application);
  if (response.status === 404) return null;
  if (!response.ok) throw await refusal(response);
  return (await response.json()).data.metadata;
}

/** `cas`: the version that it replaces, so that two runs at once do not overwrite each other's. */
async function write({ clientId, ...application }: Application, clientSecret: string, cas: number): Promise<void> {
  const body = { options: { cas }, data: { client_id: clientId, client_secret: clientSecret } };
  for (let attempt = 1; ; attempt += 1) {
    const response = await vault('POST', { clientId, ...application }, body);
    if (response.ok) return;
    if (response.status < 500 || attempt === 3) throw await refusal(response);
    await new Promise<void>((resume) => setTimeout(resume, attempt * 500));
  }
}

/** Asks again where a quota of the vault is used up for a moment. */
async function vault(method: 'GET' | 'POST', application: Application, body?: object): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${VAULT}/v1/${MOUNT}/data/${PREFIX}/${encodeURIComponent(application.clientId)}`, {
      method,
      headers: { 'x-vault-token': secrets.get('VAULT_TOKEN'), 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (response.status !== 429 || attempt === 3 || seconds > 5) return response;
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
}

function ageInDays(time: string): number {
  return (Date.now() - Date.parse(time)) / 86_400_000;
}

async function refusal(response: Response): Promise<Error> {
  const { errors = [] } = await response.json().catch(() => ({}));
  return new Error(`the vault answered ${response.status}: ${errors.join('; ') || 'without a reason'}`);
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
