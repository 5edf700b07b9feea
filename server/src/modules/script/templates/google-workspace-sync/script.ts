// Brings the people of a Google Workspace domain into the directory: creates who is missing, links who is there to their
// Google account, puts them into groups, and, where the config says so, deactivates who is gone from the domain.
import {
  config,
  type FederatedProvider,
  type GoogleUser,
  type Group,
  gworkspace,
  idp,
  JoineryError,
  secrets,
  type User,
} from 'joinery';

const DOMAIN = config.get('domain');
const EXCLUDED = new Set(config.getList('excluded_emails').map((email) => email.toLowerCase()));

export default async function run(): Promise<string> {
  const key = secrets.get('SERVICE_ACCOUNT_KEY');
  if (!key) throw new Error('the secret SERVICE_ACCOUNT_KEY is missing: the JSON key file of the service account');
  if (!DOMAIN) throw new Error('the config domain is missing: the Google Workspace domain');
  const report = new Report();
  const provider = await googleProvider();
  const groups = await groupsByName(config.getList('groups'), report);
  const people = await gworkspace.listUsers(key, DOMAIN);
  for (const person of people) {
    if (!person.email) continue;
    if (EXCLUDED.has(person.email.toLowerCase())) report.add('skipped', person.email, 'excluded');
    else await syncPerson(person, provider, groups, report);
  }
  if (config.getBool('deactivate_missing')) await deactivateMissing(people, report);
  return report.text(`Google Workspace ${DOMAIN}`);
}

/** Without provider_id, people are known by their email addresses alone. */
async function googleProvider(): Promise<FederatedProvider | null> {
  const id = config.get('provider_id');
  if (!id) return null;
  const provider = await idp.getFederatedProvider(id);
  if (!provider) throw new Error(`there is no federated provider ${id}`);
  if (provider.providerType !== 'google') throw new Error(`the provider ${provider.name} is not of the type google`);
  return provider;
}

async function syncPerson(
  person: GoogleUser,
  provider: FederatedProvider | null,
  groups: Group[],
  report: Report,
): Promise<void> {
  await report.attempt(person.email, async () => {
    const linked = provider && (await idp.getFederatedUserBySub(provider.id, person.sub));
    const known = linked ?? (await idp.getUserByEmail(person.email));
    const user = known ?? (await createUser(person, provider));
    if (provider && !linked) await idp.linkFederatedIdentity(user.id, provider.id, person.sub);
    for (const group of groups) {
      await report.attempt(`${user.email} → ${group.name}`, () => idp.addUserToGroup(user.id, group.id));
    }
    if (!known) return { outcome: 'changed', note: 'created' };
    return provider && !linked ? { outcome: 'changed', note: 'linked' } : { outcome: 'noop' };
  });
}

async function createUser(person: GoogleUser, provider: FederatedProvider | null): Promise<User> {
  const source = provider?.name ?? 'google';
  const user = await idp.createUser(person.email, person.firstName, person.lastName, source);
  if (config.get('user_state') === 'inactive') await idp.updateUserActive(user.id, false);
  return user;
}

async function deactivateMissing(people: GoogleUser[], report: Report): Promise<void> {
  // An empty answer is a lost permission far more often than an empty company.
  if (people.length === 0) throw new Error('Google lists nobody: nobody is deactivated for that');
  const present = new Set(people.map(({ email }) => email.toLowerCase()));
  for (const user of await idp.listUsers({ isActive: true, emailEndsWith: `@${DOMAIN}` })) {
    const email = user.email.toLowerCase();
    if (present.has(email) || EXCLUDED.has(email)) continue;
    await report.attempt(`${user.email}: deactivate`, () => idp.updateUserActive(user.id, false));
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
