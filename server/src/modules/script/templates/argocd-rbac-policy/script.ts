// Writes Argo CD's RBAC policy from two groups: members of "argocd-admins" may do everything with applications, members
// of "argocd-viewers" may look at them. Argo CD reads its policy from the ConfigMap argocd-rbac-cm; what others wrote
// there stays, this script owns the lines between its two markers. For email addresses to count, the ConfigMap's
// "scopes" must name email: '[groups, email]'.
import { config, idp, JoineryError, secrets } from 'joinery';

const API = config.get('kubernetes_api_url') || 'https://kubernetes.default.svc';
const NAMESPACE = config.get('argocd_namespace') || 'argocd';
const NAME = config.get('argocd_config_map') || 'argocd-rbac-cm';
const ROLES = [
  { group: config.get('admin_group') || 'argocd-admins', permission: 'applications, *, */*, allow' },
  { group: config.get('viewer_group') || 'argocd-viewers', permission: 'applications, get, */*, allow' },
];
const BEGIN = '# begin: written by Joinery';
const END = '# end: written by Joinery';
const ATTEMPTS = 3;

export default async function run(): Promise<string> {
  const report = new Report();
  const lines: string[] = [];
  for (const { group, permission } of ROLES) {
    for (const email of await emailsOf(group, report)) lines.push(`p, ${email}, ${permission}`);
  }
  await report.attempt(`${NAMESPACE}/${NAME}: a policy of ${lines.length} lines`, () => writePolicy(lines, report));
  if (report.counts.failed > 0) throw new Error(report.text('Argo CD RBAC'));
  return report.text('Argo CD RBAC');
}

async function emailsOf(name: string, report: Report): Promise<string[]> {
  const group = await idp.getGroupByName(name);
  // A policy without a whole group would lock its members out because of a typing error.
  if (!group) throw new Error(`there is no group named ${name}`);
  const emails: string[] = [];
  for await (const { email, isActive } of idp.members(group.id)) {
    if (!isActive) continue;
    if (/^[^\s,"'*#]+$/.test(email)) emails.push(email);
    else report.add('skipped', `${name}: ${email}`, 'its email address would break the policy');
  }
  return emails.sort();
}

/** Reads, changes and writes the ConfigMap. Who was faster makes it start again from what they wrote. */
async function writePolicy(lines: string[], report: Report): Promise<Result> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const current = await readConfigMap();
    const policy = current.data?.['policy.csv'] ?? '';
    if (attempt === 1 && !/\bemail\b/.test(current.data?.scopes ?? '')) {
      report.add('skipped', 'scopes', "the ConfigMap's scopes do not name email: Argo CD will match nobody");
    }
    const wanted = withManagedLines(policy, lines);
    if (wanted === policy) return { outcome: 'noop' };
    const next = { ...current, data: { ...current.data, 'policy.csv': wanted } };
    const response = await kubernetes('PUT', next);
    if (response.ok) return { outcome: 'changed' };
    if (response.status !== 409) throw await refusal(response);
  }
  throw new Error(`somebody else wrote it first, ${ATTEMPTS} times in a row`);
}

function withManagedLines(policy: string, lines: string[]): string {
  const block = [BEGIN, ...lines, END].join('\n');
  const begin = policy.indexOf(BEGIN);
  const end = policy.indexOf(END);
  if (begin >= 0 && end > begin) return policy.slice(0, begin) + block + policy.slice(end + END.length);
  return policy.trim() ? `${policy.trimEnd()}\n${block}\n` : `${block}\n`;
}

/** As Kubernetes keeps it; metadata.resourceVersion makes an update of an old version fail with 409. */
interface ConfigMap {
  metadata: { name: string; namespace: string; resourceVersion: string };
  data?: Record<string, string>;
}

async function readConfigMap(): Promise<ConfigMap> {
  const response = await kubernetes('GET');
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Asks again where Kubernetes has too much to do and says for how long to wait. */
async function kubernetes(method: 'GET' | 'PUT', body?: ConfigMap): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${API}/api/v1/namespaces/${NAMESPACE}/configmaps/${NAME}`, {
      method,
      headers: { authorization: `Bearer ${secrets.get('KUBERNETES_TOKEN')}`, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    if (response.status !== 429 || attempt === 3 || seconds > 5) return response;
    await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  }
}

async function refusal(response: Response): Promise<Error> {
  const text = await response.text();
  const message = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.slice(0, 200);
  return new Error(`Kubernetes answered ${response.status}: ${message}`);
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
