import { describe, expect, it } from 'vitest';
import { createApplication, verifyApplicationSecret } from '../../../server/src/modules/application/index.ts';
import { createFederatedProvider } from '../../../server/src/modules/federation/index.ts';
import { addGroupMember, createGroup, findMembership } from '../../../server/src/modules/group/index.ts';
import { deactivateUser, findUserByEmail, readUser } from '../../../server/src/modules/user/index.ts';
import { person, trailOf } from '../directory/setup.ts';
import { runScript, startScripts, succeeded } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();
const theirs = await scripts.newTenant();

describe('a script that reads the directory', () => {
  it('finds people by id and by email, in any case, and null for who is not there', async () => {
    const user = await person(owner, { firstName: 'Ada', attributes: { github: 'ada' } });
    const { output } = succeeded(
      await runScript(
        scripts,
        owner,
        `const byId = await idp.getUser(config.get("id"));
         const byEmail = await idp.getUserByEmail(config.get("email").toUpperCase());
         const nobody = await idp.getUserByEmail("nobody@example.test");
         return JSON.stringify([byId, byEmail?.id, nobody, await idp.getUser("no id")]);`,
        { config: { id: user.id, email: user.email } },
      ),
    );
    const [byId, ...others] = JSON.parse(output);
    expect(byId).toEqual({
      id: user.id,
      email: user.email,
      username: user.username,
      firstName: 'Ada',
      lastName: '',
      isActive: true,
      attributes: { github: 'ada' },
      managerId: null,
      createdAt: user.createdAt.toISOString(),
      lastSignInAt: null,
    });
    expect(others).toEqual([user.id, null, null]);
  });

  it('walks more people than a page holds, each once', async () => {
    const tenant = await scripts.newTenant();
    await scripts.services.db.tenant(tenant.tenantId, ({ prisma }) =>
      prisma.user.createMany({
        data: Array.from({ length: 230 }, (_, index) => ({
          tenantId: tenant.tenantId,
          id: crypto.randomUUID(),
          email: `many-${index}@pages.test`,
          username: `many-${index}`,
          isActive: index % 2 === 0,
        })),
      }),
    );
    const { output } = succeeded(
      await runScript(
        scripts,
        tenant.owner,
        `const emails = new Set<string>();
         for await (const user of idp.users({ emailEndsWith: "@PAGES.test" })) emails.add(user.email);
         const active = await idp.listUsers({ isActive: true, emailEndsWith: "@pages.test" });
         return [emails.size, active.length].join();`,
      ),
    );
    expect(output).toBe('230,115');
  });

  it('finds who has not signed in for long: who never did counts by when they were created', async () => {
    const tenant = await scripts.newTenant();
    const long = new Date('2020-01-01');
    const ancient = await person(tenant.owner);
    const asleep = await person(tenant.owner);
    const fresh = await person(tenant.owner);
    await scripts.services.db.tenant(tenant.tenantId, async ({ prisma }) => {
      await prisma.user.updateMany({ where: { id: ancient.id }, data: { createdAt: long } });
      await prisma.user.updateMany({ where: { id: asleep.id }, data: { lastSignInAt: long } });
      await prisma.user.updateMany({ where: { id: fresh.id }, data: { createdAt: long, lastSignInAt: new Date() } });
    });
    const { output } = succeeded(
      await runScript(
        scripts,
        tenant.owner,
        `const found = await idp.listUsers({ notSignedInSince: "2021-01-01T00:00:00Z" });
         return found.map((user) => user.email).sort().join();`,
      ),
    );
    expect(output).toBe([ancient.email, asleep.email].sort().join());
  });

  it('finds groups by name and by the beginning of it, and who is in them', async () => {
    const [one, two] = await Promise.all(['argocd-admins', 'argocd-users'].map((name) => createGroup(owner, { name })));
    await createGroup(owner, { name: 'Argocd' });
    const user = await person(owner);
    await addGroupMember(owner, { groupId: one?.id, userId: user.id });
    const { output } = succeeded(
      await runScript(
        scripts,
        owner,
        `const groups = await idp.getGroupsByPrefix("argocd-");
         const admins = await idp.getGroupByName("argocd-admins");
         const members = await idp.getGroupMembers(admins?.id ?? "");
         const mine = await idp.getUserGroups(members[0]?.id ?? "");
         return JSON.stringify([groups.map((group) => group.id), members.map((user) => user.email), mine, await idp.getGroup("x")]);`,
      ),
    );
    const mine = [{ id: one?.id, name: 'argocd-admins', description: '' }];
    expect(JSON.parse(output)).toEqual([[one?.id, two?.id], [user.email], mine, null]);
  });

  it("sees nothing of another tenant's", async () => {
    const user = await person(theirs.owner);
    const group = await createGroup(theirs.owner, { name: 'theirs' });
    const { output } = succeeded(
      await runScript(
        scripts,
        owner,
        `const user = await idp.getUser(config.get("user"));
         const byEmail = await idp.getUserByEmail(config.get("email"));
         const group = await idp.getGroup(config.get("group"));
         try { await idp.getGroupMembers(config.get("group")); } catch (error) {
           return JSON.stringify([user, byEmail, group, (error as JoineryError).code]);
         }
         return "";`,
        { config: { user: user.id, email: user.email, group: group.id } },
      ),
    );
    expect(JSON.parse(output)).toEqual([null, null, null, 'NOT_FOUND']);
  });
});

describe('a script that changes the directory', () => {
  it('acts as its task: events, audit rows and effects say so', async () => {
    const group = await createGroup(owner, { name: 'ops' });
    const {
      result: ran,
      events,
      audit,
    } = await trailOf(owner, async () =>
      runScript(
        scripts,
        owner,
        `const user = await idp.createUser("new@example.test", "New", "Person", "google");
         const group = await idp.getGroupByName("ops");
         const first = await idp.addUserToGroup(user.id, group!.id, { expiresAt: "2099-01-01T00:00:00Z" });
         const again = await idp.addUserToGroup(user.id, group!.id);
         await idp.updateUserActive(user.id, false);
         return first.outcome + again.outcome;`,
        { cause: { eventId: crypto.randomUUID(), depth: 2 } },
      ),
    );
    expect(succeeded(ran).output).toBe('changednoop');
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'group.member_added', 'user.deactivated']);
    expect(events.every(({ actorId, depth }) => actorId === ran.run.taskId && depth === 3)).toBe(true);
    expect(audit).toMatchObject([
      { action: 'user.created', detail: { source: 'google', task: 'Nightly sync' } },
      { action: 'group.member_added', detail: { task: 'Nightly sync', new: { source: 'SYNC' } } },
      { action: 'user.deactivated', detail: { task: 'Nightly sync' } },
    ]);
    expect(audit.every((row) => row.actorKind === 'task' && row.requestId === ran.run.runId)).toBe(true);
    const user = await findUserByEmail(owner, 'new@example.test');
    expect(ran.effects).toMatchObject([
      {
        number: 1,
        kind: 'user.create',
        summary: 'user.create new@example.test (google)',
        outcome: 'changed',
        result: { id: user?.id },
      },
      {
        number: 2,
        kind: 'group.add_member',
        summary: 'group.add_member new@example.test → ops until 2099-01-01T00:00:00.000Z',
        outcome: 'changed',
        isRemoval: false,
      },
      { number: 3, kind: 'group.add_member', outcome: 'noop' },
      { number: 4, kind: 'user.deactivate', outcome: 'changed', isRemoval: true },
    ]);
    expect(await findMembership(owner, { groupId: group.id, userId: user?.id ?? '' })).toMatchObject({
      source: 'SYNC',
    });
  });

  it('changes a person, and what changes nothing is a noop', async () => {
    const [boss, user] = [await person(owner), await person(owner, { firstName: 'Old' })];
    const { output, effects } = succeeded(
      await runScript(
        scripts,
        owner,
        `const id = config.get("id");
         const user = await idp.updateUser(id, { firstName: "New", attributes: { team: "a" }, managerId: config.get("boss") });
         await idp.updateUser(id, { firstName: "New" });
         return user.firstName + user.attributes.team + user.managerId;`,
        { config: { id: user.id, boss: boss.id } },
      ),
    );
    expect(output).toBe(`Newa${boss.id}`);
    expect(await readUser(owner, user.id)).toMatchObject({ firstName: 'New', managerId: boss.id, version: 2 });
    expect(effects).toMatchObject([
      {
        kind: 'user.update',
        summary: `user.update ${user.email}: firstName, attributes, managerId`,
        outcome: 'changed',
      },
      { outcome: 'noop' },
    ]);
  });

  it('takes members out, and makes groups', async () => {
    const user = await person(owner);
    const { effects, output } = succeeded(
      await runScript(
        scripts,
        owner,
        `const group = await idp.createGroup("made", "by a script");
         await idp.addUserToGroup(config.get("user"), group.id);
         const first = await idp.removeUserFromGroup(config.get("user"), group.id);
         const again = await idp.removeUserFromGroup(config.get("user"), group.id);
         return first.outcome + again.outcome + (await idp.getGroupMembers(group.id)).length;`,
        { config: { user: user.id } },
      ),
    );
    expect(output).toBe('changednoop0');
    expect(effects.map(({ kind, outcome, isRemoval }) => [kind, outcome, isRemoval])).toEqual([
      ['group.create', 'changed', false],
      ['group.add_member', 'changed', false],
      ['group.remove_member', 'changed', true],
      ['group.remove_member', 'noop', true],
    ]);
  });

  it('rotates a client secret, which stops working at once and shows nowhere', async () => {
    const made = await createApplication(owner, { name: 'vault' });
    const { output, effects, logs } = succeeded(
      await runScript(
        scripts,
        owner,
        `const [application] = (await idp.listApplications()).filter(({ name }) => name === "vault");
         const { clientSecret } = await idp.rotateApplicationSecret(application!.id);
         console.log("now", clientSecret, btoa(clientSecret), encodeURIComponent(clientSecret));
         return clientSecret;`,
      ),
    );
    const { clientId } = made.application;
    await expect(verifyApplicationSecret(owner, clientId, made.clientSecret)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(`${output}${JSON.stringify([effects, logs])}`).not.toMatch(/jn_cs_|am5fY3Nf/);
    expect(effects).toMatchObject([{ kind: 'application.rotate_secret', summary: 'application.rotate_secret vault' }]);
  });

  it('links and unlinks who a provider knows', async () => {
    const provider = await createFederatedProvider(owner, { name: 'Google', providerType: 'google' });
    const [user, other] = [await person(owner), await person(owner)];
    const { output, effects } = succeeded(
      await runScript(
        scripts,
        owner,
        `const provider = (await idp.getFederatedProviderByName("Google"))!;
         const same = await idp.getFederatedProvider(provider.id);
         const [user, other] = config.getList("users") as [string, string];
         const told = [same?.providerType];
         const note = async (work: Promise<{ outcome: string }>) => told.push((await work).outcome);
         await note(idp.linkFederatedIdentity(user, provider.id, "sub-1"));
         await note(idp.linkFederatedIdentity(user, provider.id, "sub-1"));
         try { await idp.linkFederatedIdentity(other, provider.id, "sub-1"); } catch (error) { told.push((error as JoineryError).code); }
         told.push((await idp.getFederatedUserBySub(provider.id, "sub-1"))?.id, (await idp.getFederatedIdentities(user))[0]?.subject);
         await note(idp.unlinkFederatedIdentity(provider.id, "sub-1"));
         await note(idp.unlinkFederatedIdentity(provider.id, "sub-1"));
         told.push(String(await idp.getFederatedUserBySub(provider.id, "sub-1")), String(await idp.getFederatedProvider("x")));
         return told.join();`,
        { config: { users: JSON.stringify([user.id, other.id]) } },
      ),
    );
    expect(output).toBe(`google,changed,noop,CONFLICT,${user.id},sub-1,changed,noop,null,null`);
    expect(effects.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'identity.link changed',
      'identity.link noop',
      'identity.link failed',
      'identity.unlink changed',
      'identity.unlink noop',
    ]);
    expect(provider.name).toBe('Google');
  });

  it('is told by a code what is refused, and unmakes no owner', async () => {
    const taken = await person(owner);
    const asleep = await person(owner, { role: 'ADMIN' });
    await deactivateUser(owner, asleep.id);
    const { output, effects } = succeeded(
      await runScript(
        scripts,
        owner,
        `const told: string[] = [];
         const attempt = async (work: () => Promise<unknown>) => {
           try { await work(); told.push("done"); } catch (error) { told.push(error instanceof JoineryError ? error.code : String(error)); }
         };
         await attempt(() => idp.createUser(config.get("taken")));
         await attempt(() => idp.createUser("no email"));
         await attempt(() => idp.addUserToGroup("nobody", "nothing"));
         await attempt(() => idp.updateUser(config.get("owner"), { role: "OWNER" } as object));
         await attempt(() => idp.updateUserActive(config.get("owner"), false));
         await attempt(() => idp.updateUserActive(config.get("asleep"), true));
         await attempt(() => idp.getAccessRequestApprovers("request"));
         return told.join();`,
        { config: { taken: taken.email, owner: owner.actor.id ?? '', asleep: asleep.id } },
      ),
    );
    expect(output).toBe('CONFLICT,INVALID_INPUT,NOT_FOUND,INVALID_INPUT,FORBIDDEN,FORBIDDEN,NOT_AVAILABLE');
    expect(effects.slice(0, 4).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['user.create', 'failed'],
      ['user.create', 'failed'],
      ['group.add_member', 'failed'],
      ['user.update', 'failed'],
    ]);
    expect(effects.slice(4)).toMatchObject([
      { kind: 'user.deactivate', outcome: 'failed', error: expect.stringContaining('FORBIDDEN') },
      { kind: 'user.activate', outcome: 'failed' },
    ]);
  });
});
