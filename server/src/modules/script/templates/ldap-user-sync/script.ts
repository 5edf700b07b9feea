// Brings people from an LDAP directory or Active Directory: creates who is missing, takes over changed names, puts them
// into groups, deactivates whom Active Directory has disabled, and, where the config says so, who is gone.
import { config, type Group, idp, JoineryError, type LdapEntry, ldap, secrets, type User } from 'joinery';

const MAIL = config.get('mail_attribute') || 'mail';
const FIRST_NAME = config.get('first_name_attribute') || 'givenName';
const LAST_NAME = config.get('last_name_attribute') || 'sn';
/** The bit of Active Directory's userAccountControl that says ACCOUNTDISABLE. */
const DISABLED = 0x2;

interface Person {
  email: string;
  firstName: string;
  lastName: string;
  isDisabled: boolean;
  dn: string;
}

export default async function run(): Promise<string> {
  const report = new Report();
  const people = await search(report);
  const groups = await groupsByName(config.getList('groups'), report);
  for (const person of people) await report.attempt(person.email, () => syncPerson(person, groups, report));
  if (config.getBool('deactivate_missing')) await deactivateMissing(people, report);
  return report.text(`LDAP ${config.get('ldap_base_dn')}`);
}

async function search(report: Report): Promise<Person[]> {
  const entries = await ldap.search({
    url: needed('ldap_url'),
    bindDn: needed('ldap_bind_dn'),
    password: secrets.get('LDAP_PASSWORD'),
    baseDn: needed('ldap_base_dn'),
    filter: config.get('ldap_filter') || '(objectClass=inetOrgPerson)',
    attributes: [MAIL, FIRST_NAME, LAST_NAME, 'userAccountControl'],
  });
  const people: Person[] = [];
  for (const entry of entries) {
    const person = personOf(entry);
    if (person) people.push(person);
    else report.add('skipped', entry.dn, `has no ${MAIL}`);
  }
  return people;
}

function personOf({ dn, attributes }: LdapEntry): Person | null {
  const first = (name: string) => attributes[name]?.[0] ?? '';
  if (!first(MAIL)) return null;
  return {
    email: first(MAIL).toLowerCase(),
    firstName: first(FIRST_NAME),
    lastName: first(LAST_NAME),
    isDisabled: (Number(first('userAccountControl')) & DISABLED) !== 0,
    dn,
  };
}

async function syncPerson(person: Person, groups: Group[], report: Report): Promise<Result> {
  const known = await idp.getUserByEmail(person.email);
  if (person.isDisabled) {
    if (!known) throw new Skipped('disabled, and not in the directory');
    return { ...(await idp.updateUserActive(known.id, false)), note: 'disabled in LDAP' };
  }
  const { email, firstName, lastName } = person;
  const user = known ?? (await idp.createUser(email, firstName, lastName, 'ldap'));
  for (const group of groups) {
    await report.attempt(`${email} → ${group.name}`, () => idp.addUserToGroup(user.id, group.id));
  }
  if (!known) return { outcome: 'changed', note: 'created' };
  return updateNames(known, person);
}

/** What LDAP does not say stays as it is. */
async function updateNames(user: User, person: Person): Promise<Result> {
  const firstName = person.firstName || user.firstName;
  const lastName = person.lastName || user.lastName;
  if (user.firstName === firstName && user.lastName === lastName) return { outcome: 'noop' };
  await idp.updateUser(user.id, { firstName, lastName });
  return { outcome: 'changed', note: `is ${firstName} ${lastName} now` };
}

/** Only within the domain that the directory answers for, and never because it answered nothing. */
async function deactivateMissing(people: Person[], report: Report): Promise<void> {
  const domain = needed('email_domain');
  if (people.length === 0) throw new Error('LDAP lists nobody: nobody is deactivated for that');
  const present = new Set(people.map(({ email }) => email));
  for (const user of await idp.listUsers({ isActive: true, emailEndsWith: `@${domain}` })) {
    if (present.has(user.email.toLowerCase())) continue;
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

function needed(key: string): string {
  const value = config.get(key);
  if (!value) throw new Error(`the config ${key} is missing`);
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
