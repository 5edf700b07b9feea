import { describe, expect, it } from 'vitest';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { createFederatedProvider } from '../../../server/src/modules/federation/index.ts';
import {
  addGroupMember,
  createGroup,
  findMembership,
  removeGroupMember,
} from '../../../server/src/modules/group/index.ts';
import {
  checkBasis,
  performEffect,
  recallPerformed,
  type ScriptEffect,
} from '../../../server/src/modules/script/index.ts';
import { deactivateUser, findUserByEmail, readUser, updateUser } from '../../../server/src/modules/user/index.ts';
import { person, trailOf } from '../directory/setup.ts';
import { type Ran, runScript, startScripts, succeeded } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();
const { services } = scripts;

/** What performing a plan comes to, in its order, as applyPlan does it. */
async function apply({ run, effects }: Ran): Promise<ScriptEffect[]> {
  const performed: ScriptEffect[] = [];
  for (const effect of stored(effects)) performed.push(await performEffect(services, run, effect));
  return performed;
}

/** As the database gives them back. */
function stored(effects: ScriptEffect[]): ScriptEffect[] {
  return JSON.parse(JSON.stringify(effects)).map((effect: ScriptEffect) => ({ ...effect, at: new Date(effect.at) }));
}

describe('a plan', () => {
  it('changes nothing, and lists what it would change', async () => {
    const [user, member] = [await person(owner), await person(owner)];
    const group = await createGroup(owner, { name: 'planned' });
    await addGroupMember(owner, { groupId: group.id, userId: member.id });
    const { result, events, audit } = await trailOf(owner, () =>
      runScript(
        scripts,
        owner,
        `const group = (await idp.getGroupByName("planned"))!;
         const [user, member] = config.getList("users") as [string, string];
         const told = [
           await idp.addUserToGroup(user, group.id),
           await idp.addUserToGroup(user, group.id),
           await idp.removeUserFromGroup(member, group.id),
           await idp.updateUserActive(member, false),
           await idp.updateUserActive(member, false),
         ];
         return told.map(({ outcome }) => outcome).join() + info.mode;`,
        { mode: 'plan', config: { users: JSON.stringify([user.id, member.id]) } },
      ),
    );
    expect(succeeded(result).output).toBe('changed,noop,changed,changed,noopplan');
    expect([events, audit]).toEqual([[], []]);
    expect(result.effects).toMatchObject([
      {
        number: 1,
        kind: 'group.add_member',
        summary: `group.add_member ${user.email} → planned`,
        data: { userId: user.id, groupId: group.id },
        outcome: 'planned',
        isRemoval: false,
        basis: { isMember: false },
      },
      { number: 2, outcome: 'noop' },
      { number: 3, kind: 'group.remove_member', outcome: 'planned', isRemoval: true, basis: { isMember: true } },
      { number: 4, kind: 'user.deactivate', outcome: 'planned', isRemoval: true, basis: { version: 1 } },
      { number: 5, outcome: 'noop' },
    ]);
    expect(await findMembership(owner, { groupId: group.id, userId: user.id })).toBeNull();
  });

  it.each(['plan', 'apply'] as const)('lists what was refused, with the reason (%s)', async (mode) => {
    const user = await person(owner);
    const { effects, output } = await runScript(
      scripts,
      owner,
      `const codes: string[] = [];
       const note = (error: JoineryError) => codes.push(error.code);
       const gone = "0197b0c0-0000-7000-8000-000000000000";
       await idp.updateUserActive(gone, false).catch(note);
       await idp.createUser(config.get("email")).catch(note);
       await idp.createGroup("").catch(note);
       await idp.addUserToGroup(config.get("id"), gone).catch(note);
       await idp.createGroup("refused-" + info.mode);
       return codes.join();`,
      { mode, config: { id: user.id, email: user.email } },
    );
    expect(output).toBe('NOT_FOUND,CONFLICT,INVALID_INPUT,NOT_FOUND');
    expect(effects.map(({ number, kind, outcome }) => [number, kind, outcome])).toEqual([
      [1, 'user.deactivate', 'failed'],
      [2, 'user.create', 'failed'],
      [3, 'group.create', 'failed'],
      [4, 'group.add_member', 'failed'],
      [5, 'group.create', mode === 'plan' ? 'planned' : 'changed'],
    ]);
    expect(effects[1]).toMatchObject({
      summary: expect.stringContaining(`user.create email=${user.email}`),
      error: `CONFLICT: there is a user with the email ${user.email} already`,
      isRemoval: false,
    });
  });

  it('lets later reads see what it would have done', async () => {
    const tenant = await scripts.newTenant();
    const old = await person(tenant.owner, { firstName: 'Old' });
    const existing = await createGroup(tenant.owner, { name: 'existing' });
    await addGroupMember(tenant.owner, { groupId: existing.id, userId: old.id });
    const provider = await createFederatedProvider(tenant.owner, { name: 'Google', providerType: 'google' });
    const { output } = succeeded(
      await runScript(
        scripts,
        tenant.owner,
        `const user = await idp.createUser("New@example.test", "New");
         const group = await idp.createGroup("imagined");
         await idp.addUserToGroup(user.id, group.id);
         await idp.addUserToGroup(user.id, config.get("existing"));
         await idp.removeUserFromGroup(config.get("old"), config.get("existing"));
         await idp.updateUser(config.get("old"), { firstName: "Renamed" });
         await idp.linkFederatedIdentity(user.id, config.get("provider"), "s");
         let refused = "";
         try { await idp.createUser("new@example.test"); } catch (error) { refused = (error as JoineryError).code; }
         const emails = (users: readonly { email: string }[]) => users.map(({ email }) => email).sort();
         return JSON.stringify({
           byEmail: (await idp.getUserByEmail("new@example.test"))?.firstName,
           byId: (await idp.getUser(user.id))?.email,
           group: (await idp.getGroupByName("imagined"))?.id === group.id,
           prefixed: (await idp.getGroupsByPrefix("imag")).length,
           imagined: emails(await idp.getGroupMembers(group.id)),
           existing: emails(await idp.getGroupMembers(config.get("existing"))),
           groups: (await idp.getUserGroups(user.id)).map(({ name }) => name).sort(),
           left: (await idp.getUserGroups(config.get("old"))).length,
           renamed: (await idp.listUsers()).filter(({ firstName }) => firstName === "Renamed").length,
           bySub: (await idp.getFederatedUserBySub(config.get("provider"), "s"))?.id === user.id,
           identities: (await idp.getFederatedIdentities(user.id)).length,
           users: emails(await idp.listUsers({ emailEndsWith: "@example.test" })).filter((email) => email.startsWith("new")),
           refused,
         });`,
        { mode: 'plan', config: { existing: existing.id, old: old.id, provider: provider.id } },
      ),
    );
    expect(JSON.parse(output)).toEqual({
      byEmail: 'New',
      byId: 'new@example.test',
      group: true,
      prefixed: 1,
      imagined: ['new@example.test'],
      existing: ['new@example.test'],
      groups: ['existing', 'imagined'],
      left: 0,
      renamed: 1,
      bySub: true,
      identities: 1,
      users: ['new@example.test'],
      refused: 'CONFLICT',
    });
  });

  it('is the same whatever the script asks for at once', async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => person(owner)));
    const group = await createGroup(owner, { name: 'at once' });
    const { effects } = succeeded(
      await runScript(
        scripts,
        owner,
        `await Promise.all(config.getList("users").map((id) => idp.addUserToGroup(id, config.get("group"))));
         return "";`,
        { mode: 'plan', config: { group: group.id, users: JSON.stringify(users.map(({ id }) => id)) } },
      ),
    );
    expect(effects.map(({ number }) => number)).toEqual(users.map((_, index) => index + 1));
    expect(effects.map(({ data }) => data.userId)).toEqual(users.map(({ id }) => id));
  });
});

describe('applying a plan', () => {
  it('performs exactly what was planned, with what the plan only imagined made real', async () => {
    const group = await createGroup(owner, { name: 'applied' });
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `const user = await idp.createUser("applied@example.test", "Ap", "Plied", "ldap");
         const made = await idp.createGroup("made by a plan");
         await idp.addUserToGroup(user.id, config.get("group"));
         await idp.addUserToGroup(user.id, made.id);
         await idp.updateUser(user.id, { lastName: "Plied-On" });
         return "";`,
        { mode: 'plan', config: { group: group.id } },
      ),
    );
    const { result, audit } = await trailOf(owner, () => apply(planned));
    const user = await findUserByEmail(owner, 'applied@example.test');
    expect(result.map(({ number, outcome, error }) => [number, outcome, error])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [number, 'changed', null]),
    );
    expect(user).toMatchObject({ firstName: 'Ap', lastName: 'Plied-On' });
    expect(await findMembership(owner, { groupId: group.id, userId: user?.id ?? '' })).not.toBeNull();
    expect(audit.map(({ action }) => action)).toEqual([
      'user.created',
      'group.created',
      'group.member_added',
      'group.member_added',
      'user.updated',
    ]);
  });

  it('refuses what rests on something that has changed since, and says what', async () => {
    const [added, removed, changed, gone] = await Promise.all([1, 2, 3, 4].map(() => person(owner)));
    if (!added || !removed || !changed || !gone) throw new Error('nobody is there');
    const group = await createGroup(owner, { name: 'stale' });
    await addGroupMember(owner, { groupId: group.id, userId: removed.id });
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `const [added, removed, changed, gone] = config.getList("users") as [string, string, string, string];
         await idp.addUserToGroup(added, config.get("group"));
         await idp.removeUserFromGroup(removed, config.get("group"));
         await idp.updateUserActive(changed, false);
         await idp.createUser("stale@example.test");
         await idp.updateUser(gone, { firstName: "x" });
         return "";`,
        {
          mode: 'plan',
          config: { group: group.id, users: [added, removed, changed, gone].map(({ id }) => id).join() },
        },
      ),
    );
    const check = () => Promise.all(planned.effects.map((effect) => checkBasis(services, planned.run, effect)));
    expect(await check()).toEqual([null, null, null, null, null]);
    await addGroupMember(owner, { groupId: group.id, userId: added.id });
    await removeGroupMember(owner, { groupId: group.id, userId: removed.id });
    await updateUser(owner, changed.id, { firstName: 'y' });
    await person(owner, { email: 'stale@example.test' });
    await deactivateUser(owner, gone.id);
    const changes = await check();
    expect(changes.map((change) => typeof change)).toEqual(['string', 'string', 'string', 'string', 'string']);
    expect(changes[0]).toContain(`group.add_member ${added.email} → stale: it was planned on {"isMember":false}`);
    const { result, events } = await trailOf(owner, () => apply(planned));
    expect(result.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
    expect(events).toEqual([]);
    expect(await readUser(owner, changed.id)).toMatchObject({ isActive: true });
  });

  it('of two changes of one person lets the second rest on the first', async () => {
    const user = await person(owner);
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `await idp.updateUser(config.get("id"), { firstName: "One" });
         await idp.updateUser(config.get("id"), { firstName: "Two" });
         await idp.updateUserActive(config.get("id"), false);
         return "";`,
        { mode: 'plan', config: { id: user.id } },
      ),
    );
    expect(planned.effects.map(({ basis }) => basis)).toEqual([{ version: 1 }, null, null]);
    expect((await apply(planned)).map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed']);
    expect(await readUser(owner, user.id)).toMatchObject({ firstName: 'Two', isActive: false });
  });

  it('leaves alone what would have changed nothing', async () => {
    const user = await person(owner);
    const planned = succeeded(
      await runScript(scripts, owner, `await idp.updateUserActive(config.get("id"), true); return "";`, {
        mode: 'plan',
        config: { id: user.id },
      }),
    );
    expect(await apply(planned)).toMatchObject([{ outcome: 'noop' }]);
  });

  it('sends the secret that it makes where the plan sent a stand-in', async () => {
    const { application } = await createApplication(owner, { name: 'rotated by a plan' });
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `const { clientSecret } = await idp.rotateApplicationSecret(config.get("id"));
         await idp.createGroup("stand-in", clientSecret);
         return clientSecret;`,
        { mode: 'plan', config: { id: application.id } },
      ),
    );
    expect(planned.output).toMatch(/^planned-secret-/);
    const performed = await apply(planned);
    expect(performed.map(({ outcome }) => outcome)).toEqual(['changed', 'changed']);
    expect(JSON.stringify(performed)).not.toContain('jn_cs_');
    const group = await services.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.group.findFirstOrThrow({ where: { name: 'stand-in' } }),
    );
    expect(group.description).toMatch(/^jn_cs_/);
  });
});

describe('a plan that is applied in two halves', () => {
  it('goes on with what the first half made', async () => {
    const group = await createGroup(owner, { name: 'halves' });
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `const user = await idp.createUser("halves@example.test");
         await idp.addUserToGroup(user.id, config.get("group"));
         return "";`,
        { mode: 'plan', config: { group: group.id } },
      ),
    );
    const [first, second] = stored(planned.effects);
    if (!first || !second) throw new Error('nothing was planned');
    const created = await performEffect(services, { ...planned.run }, first);
    const later = { ...planned.run };
    recallPerformed(later, [first, second], stored([created]));
    expect(await performEffect(services, later, second)).toMatchObject({ outcome: 'changed' });
  });

  it('never sends a stand-in for a secret that is known no more', async () => {
    const { application } = await createApplication(owner, { name: 'rotated in the first half' });
    const planned = succeeded(
      await runScript(
        scripts,
        owner,
        `const { clientSecret } = await idp.rotateApplicationSecret(config.get("id"));
         await idp.createGroup("for a secret", clientSecret);
         return "";`,
        { mode: 'plan', config: { id: application.id } },
      ),
    );
    const [first, second] = stored(planned.effects);
    if (!first || !second) throw new Error('nothing was planned');
    const rotated = await performEffect(services, { ...planned.run }, first);
    const later = { ...planned.run };
    recallPerformed(later, [first, second], stored([rotated]));
    expect(await performEffect(services, later, second)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('shown only once'),
    });
  });
});

describe('the removal cap', () => {
  it('ends the run at the removal that it does not allow, and nothing is changed after it', async () => {
    const users = await Promise.all([1, 2, 3].map(() => person(owner)));
    const group = await createGroup(owner, { name: 'capped' });
    for (const { id } of users) await addGroupMember(owner, { groupId: group.id, userId: id });
    const asked: string[] = [];
    const { outcome, effects } = await runScript(
      scripts,
      owner,
      `for (const id of config.getList("users")) {
         try { await idp.removeUserFromGroup(id, config.get("group")); } catch (error) { console.log((error as JoineryError).code); }
         await idp.createGroup("after " + id);
       }
       return "";`,
      {
        config: { group: group.id, users: users.map(({ id }) => id).join() },
        mayRemove: async ({ summary }) => asked.push(summary) < 2,
      },
    );
    expect(outcome).toMatchObject({ ok: false, kind: 'removal_cap' });
    expect(asked).toEqual(users.slice(0, 2).map(({ email }) => `group.remove_member ${email} ← capped`));
    expect(effects.map(({ kind, outcome: became }) => `${kind} ${became}`)).toEqual([
      'group.remove_member changed',
      'group.create changed',
      'group.remove_member skipped',
    ]);
  });

  it('is not asked for what is gone already, nor by a plan', async () => {
    const user = await person(owner);
    const group = await createGroup(owner, { name: 'never capped' });
    const never = async () => {
      throw new Error('asked');
    };
    const body = `await idp.removeUserFromGroup(config.get("user"), config.get("group"));
      return (await idp.updateUserActive(config.get("user"), info.mode === "apply")).outcome;`;
    const config = { user: user.id, group: group.id };
    expect(succeeded(await runScript(scripts, owner, body, { config, mayRemove: never })).output).toBe('noop');
    expect(succeeded(await runScript(scripts, owner, body, { config, mode: 'plan', mayRemove: never })).output).toBe(
      'changed',
    );
  });
});
