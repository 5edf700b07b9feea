import { randomUUID } from 'node:crypto';
import { type Context, type PublicContext, systemContext } from '../context.ts';
import { createAppMapping } from '../modules/app-mapping/index.ts';
import { createApplication } from '../modules/application/index.ts';
import { addGroupMember, createGroup } from '../modules/group/index.ts';
import { createIntegration, setIntegrationSecrets } from '../modules/integration/index.ts';
import { signUp } from '../modules/sign-in/index.ts';
import { createTask } from '../modules/task/index.ts';
import { findTenantId } from '../modules/tenant/index.ts';
import { createUser, setUserPassword } from '../modules/user/index.ts';
import { NO_TRACE } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import { transaction } from '../transaction.ts';
import { DEMO_GROUPS, DEMO_PEOPLE, type DemoPerson } from './people.ts';
import { DEMO_OFFBOARDING, DEMO_OFFBOARDING_TASK, DEMO_REPORT_TASK } from './tasks.ts';
import { DEMO_APPLICATIONS, DEMO_INTEGRATIONS, DEMO_OWNER, DEMO_SLUG, RECEIVER_SECRET } from './tenant.ts';

/**
 * Makes the demonstration tenant where it is not there yet, through the same verbs that clients call, and sets what
 * each start decides anew: the owner's password and the receiver's address.
 */
export async function seedDemo(
  services: Services,
  { password, receiverUrl }: { password: string; receiverUrl: string },
): Promise<void> {
  const known = await findTenantId(services, DEMO_SLUG);
  const ctx = systemContext(services, known ?? (await makeTenant(services, password)), randomUUID());
  if (known) await keepPassword(ctx, password);
  else await makeAutomation(ctx);
  // Before anything happens that they fire on.
  await pointAtReceiver(ctx, receiverUrl);
  if (!known) await fillTenant(ctx);
}

async function makeAutomation(ctx: Context): Promise<void> {
  const [{ id: taskId }] = await Promise.all([
    createTask(ctx, DEMO_OFFBOARDING_TASK),
    createTask(ctx, DEMO_REPORT_TASK),
  ]);
  const offboarding = { ...DEMO_OFFBOARDING, actions: [{ triggerTask: { taskId } }] };
  await Promise.all([...DEMO_INTEGRATIONS, offboarding].map((integration) => createIntegration(ctx, integration)));
}

async function makeTenant(services: Services, password: string): Promise<string> {
  const request = { id: randomUUID(), ipAddress: null, userAgent: null, ...NO_TRACE };
  const anyone: PublicContext = { ...services, request };
  const { tenant } = await signUp(anyone, { tenantName: 'Demo', tenantSlug: DEMO_SLUG, password, ...DEMO_OWNER });
  return tenant.id;
}

/** The password may have been set to another value since the last start. */
async function keepPassword(ctx: Context, password: string): Promise<void> {
  const owner = await transaction(ctx, ({ tx }) => tx.prisma.user.findFirst({ where: { email: DEMO_OWNER.email } }));
  if (!owner || (await ctx.keys.passwords.verify(password, owner.passwordHash))) return;
  await setUserPassword(ctx, { id: owner.id, password });
}

async function fillTenant(ctx: Context): Promise<void> {
  const groups = new Map<string, string>();
  for (const [name, description] of Object.entries(DEMO_GROUPS)) {
    groups.set(name, (await createGroup(ctx, { name, description })).id);
  }
  const people = new Map<string, string>();
  for (const person of DEMO_PEOPLE) people.set(person.username, await addPerson(ctx, person, people, groups));
  for (const { groups: roles, ...application } of DEMO_APPLICATIONS) {
    const { application: created } = await createApplication(ctx, application);
    for (const [group, role] of Object.entries(roles)) {
      await createAppMapping(ctx, { applicationId: created.id, groupId: groups.get(group), role });
    }
  }
}

async function addPerson(
  ctx: Context,
  person: DemoPerson,
  people: Map<string, string>,
  groups: Map<string, string>,
): Promise<string> {
  const { username, firstName, lastName, title, department, location, manager } = person;
  const user = await createUser(ctx, {
    email: `${username}@demo.test`,
    username,
    firstName,
    lastName,
    attributes: { title, department, location, github_username: username.replace('.', '-') },
    managerId: manager ? people.get(manager) : null,
  });
  for (const name of person.groups) await addGroupMember(ctx, { groupId: groups.get(name) ?? '', userId: user.id });
  return user.id;
}

async function pointAtReceiver(ctx: Context, receiverUrl: string): Promise<void> {
  const rows = await transaction(ctx, ({ tx }) =>
    tx.prisma.integration.findMany({ where: { deletedAt: null }, select: { id: true, name: true } }),
  );
  const names = new Set(
    DEMO_INTEGRATIONS.filter(({ actions }) => JSON.stringify(actions).includes(RECEIVER_SECRET)).map(
      ({ name }) => name,
    ),
  );
  for (const { id, name } of rows) {
    if (names.has(name))
      await setIntegrationSecrets(ctx, { integrationId: id, secrets: [{ name: RECEIVER_SECRET, value: receiverUrl }] });
  }
}
