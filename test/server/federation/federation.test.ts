import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createFederatedProvider } from '../../../server/src/modules/federation/create-provider.ts';
import { deleteFederatedProvider } from '../../../server/src/modules/federation/delete-provider.ts';
import { federatedIdentitiesOf, findFederatedIdentity } from '../../../server/src/modules/federation/identities.ts';
import { linkFederatedIdentity } from '../../../server/src/modules/federation/link.ts';
import {
  findFederatedProviderByName,
  getFederatedProvider,
  listFederatedProviders,
} from '../../../server/src/modules/federation/providers.ts';
import { unlinkFederatedIdentity } from '../../../server/src/modules/federation/unlink.ts';
import { updateFederatedProvider } from '../../../server/src/modules/federation/update-provider.ts';
import { person, refusal, startDirectory, trailOf } from '../directory/setup.ts';

const directory = await startDirectory();
const mine = await directory.newTenant();
const theirs = await directory.newTenant();
const { owner } = mine;

let names = 0;
const provider = (ctx: Context = owner) => {
  names += 1;
  return createFederatedProvider(ctx, { name: `provider ${names}`, providerType: 'google' });
};
const fresh = (ctx: Context): Context => ({ ...ctx });

describe('a federated provider', () => {
  it('is created, and audited', async () => {
    const { result, audit, events } = await trailOf(owner, () =>
      createFederatedProvider(owner, { name: ' Google ', providerType: 'google' }),
    );
    expect(result).toMatchObject({ name: 'Google', providerType: 'google' });
    expect(events).toEqual([]);
    expect(audit).toMatchObject([
      {
        action: 'federated_provider.created',
        targetId: result.id,
        targetName: 'Google',
        detail: { new: { name: 'Google', providerType: 'google' } },
      },
    ]);
  });

  it('has a name that nothing else has, and a type that there is', async () => {
    const { name } = await provider();
    expect(await refusal(() => createFederatedProvider(owner, { name, providerType: 'ldap' }))).toMatchObject({
      code: 'CONFLICT',
    });
    const other = await provider();
    expect(await refusal(() => updateFederatedProvider(owner, other.id, { name }))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(async () => createFederatedProvider(owner, { name: 'x', providerType: 'x' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('is renamed; the same name is a noop', async () => {
    const { id, name } = await provider();
    const { audit } = await trailOf(owner, async () => {
      await updateFederatedProvider(owner, id, { name: 'renamed' });
      await updateFederatedProvider(owner, id, { name: 'renamed' });
    });
    expect(audit).toMatchObject([
      { action: 'federated_provider.updated', outcome: 'changed', detail: { old: { name }, new: { name: 'renamed' } } },
      { outcome: 'noop' },
    ]);
    expect(await findFederatedProviderByName(owner, 'renamed')).toMatchObject({ id });
  });

  it('is deleted with its identities; the users stay', async () => {
    const [{ id }, user] = [await provider(), await person(owner)];
    await linkFederatedIdentity(owner, { userId: user.id, providerId: id, subject: 's' });
    const { audit } = await trailOf(owner, () => deleteFederatedProvider(owner, id));
    expect(audit).toMatchObject([{ action: 'federated_provider.deleted', detail: { identities: 1 } }]);
    expect(await federatedIdentitiesOf(fresh(owner), user.id)).toEqual([]);
    expect(await refusal(() => getFederatedProvider(owner, id))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is listed by name, page by page, or as asked for', async () => {
    const { owner: ctx } = await directory.newTenant();
    for (const name of ['b', 'c', 'a']) await createFederatedProvider(ctx, { name, providerType: 'oidc' });
    const first = await listFederatedProviders(ctx, { page: { first: 2 } });
    const rest = await listFederatedProviders(ctx, { page: { first: 2, after: first.rows[1]?.cursor } });
    expect([...first.rows, ...rest.rows].map(({ row }) => row.name)).toEqual(['a', 'b', 'c']);
    expect([first.hasNextPage, rest.hasNextPage, await first.count()]).toEqual([true, false, 3]);
    await createFederatedProvider(ctx, { name: 'Azure', providerType: 'saml' });
    const found = await listFederatedProviders(ctx, {
      page: {},
      text: 'A',
      order: { field: 'providerType', direction: 'DESC' },
    });
    expect(found.rows.map(({ row }) => row.name)).toEqual(['Azure', 'a']);
    expect(await found.count()).toBe(2);
  });
});

describe('a federated identity', () => {
  it('links a user to the subject that a provider knows them by, once', async () => {
    const [{ id: providerId, name }, user] = [await provider(), await person(owner)];
    const identity = { userId: user.id, providerId, subject: 'sub-1' };
    const { audit } = await trailOf(owner, async () => {
      await linkFederatedIdentity(owner, identity);
      await linkFederatedIdentity(owner, identity);
    });
    expect(audit).toMatchObject([
      {
        action: 'federated_identity.linked',
        outcome: 'changed',
        targetId: user.id,
        targetName: `${user.email} at ${name}`,
        detail: { new: identity },
      },
      { outcome: 'noop' },
    ]);
    expect(await federatedIdentitiesOf(fresh(owner), user.id)).toMatchObject([identity]);
    expect(await findFederatedIdentity(owner, { providerId, subject: 'sub-1' })).toMatchObject({ userId: user.id });
  });

  it('names one user only', async () => {
    const [{ id: providerId }, user, other] = [await provider(), await person(owner), await person(owner)];
    await linkFederatedIdentity(owner, { userId: user.id, providerId, subject: 'sub-1' });
    const taken = await refusal(() => linkFederatedIdentity(owner, { userId: other.id, providerId, subject: 'sub-1' }));
    expect(taken).toMatchObject({ code: 'CONFLICT' });
    await linkFederatedIdentity(owner, { userId: user.id, providerId, subject: 'sub-2' });
    expect(await federatedIdentitiesOf(fresh(owner), user.id)).toHaveLength(2);
  });

  it('linked by several at once is linked once', async () => {
    const [{ id: providerId }, user] = [await provider(), await person(owner)];
    const identity = { userId: user.id, providerId, subject: 'race' };
    const { audit } = await trailOf(owner, () =>
      Promise.all(Array.from({ length: 5 }, () => linkFederatedIdentity(owner, identity))),
    );
    expect(audit.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
  });

  it('is ended, and cannot be ended twice', async () => {
    const [{ id: providerId }, user] = [await provider(), await person(owner)];
    const identity = { userId: user.id, providerId, subject: 's' };
    await linkFederatedIdentity(owner, identity);
    const { audit } = await trailOf(owner, () => unlinkFederatedIdentity(owner, identity));
    expect(audit).toMatchObject([{ action: 'federated_identity.unlinked', detail: { old: identity } }]);
    expect(await refusal(() => unlinkFederatedIdentity(owner, identity))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

async function fill(ctx: Context) {
  const [{ id: providerId }, user] = [await provider(ctx), await person(ctx)];
  await linkFederatedIdentity(ctx, { userId: user.id, providerId, subject: 's' });
  return { providerId, userId: user.id };
}
type Objects = Awaited<ReturnType<typeof fill>>;
const [own, foreign] = [await fill(owner), await fill(theirs.owner)];

const WRITES: Record<string, (ctx: Context, ids: Objects) => Promise<unknown>> = {
  updateFederatedProvider: (ctx, { providerId }) => updateFederatedProvider(ctx, providerId, { name: 'x' }),
  deleteFederatedProvider: (ctx, { providerId }) => deleteFederatedProvider(ctx, providerId),
  linkToTheirProvider: (ctx, { providerId }) =>
    linkFederatedIdentity(ctx, { providerId, userId: own.userId, subject: 'new' }),
  linkTheirUser: (ctx, { userId }) =>
    linkFederatedIdentity(ctx, { providerId: own.providerId, userId, subject: 'new' }),
  unlinkFederatedIdentity: (ctx, { providerId }) => unlinkFederatedIdentity(ctx, { providerId, subject: 's' }),
};

describe.each(Object.entries({ ...WRITES, createFederatedProvider: (ctx: Context, _ids: Objects) => provider(ctx) }))(
  '%s',
  (_name, verb) => {
    it('refuses an auditor, who only reads, and a member', async () => {
      for (const role of ['AUDITOR', 'MEMBER'] as const) {
        expect(await refusal(async () => verb(await mine.actor(role), own))).toMatchObject({ code: 'FORBIDDEN' });
      }
    });
  },
);

describe.each(Object.entries(WRITES))('%s', (_name, verb) => {
  it("does not find another tenant's object", async () => {
    expect(await refusal(() => verb(owner, foreign))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('reading', () => {
  it('is for auditors, not for members; everyone sees their own identities', async () => {
    const [auditor, member] = [await mine.actor('AUDITOR'), await mine.actor('MEMBER')];
    expect(await getFederatedProvider(auditor, own.providerId)).toMatchObject({ id: own.providerId });
    expect(await federatedIdentitiesOf(auditor, own.userId)).toHaveLength(1);
    for (const read of [
      () => getFederatedProvider(member, own.providerId),
      () => findFederatedProviderByName(member, 'x'),
      () => listFederatedProviders(member, { page: {} }),
      () => findFederatedIdentity(member, { providerId: own.providerId, subject: 's' }),
      () => federatedIdentitiesOf(member, own.userId),
    ]) {
      expect(await refusal(async () => read())).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await federatedIdentitiesOf(member, member.actor.id ?? '')).toEqual([]);
  });

  it("finds nothing of another tenant's", async () => {
    expect(await refusal(() => getFederatedProvider(owner, foreign.providerId))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await findFederatedIdentity(owner, { providerId: foreign.providerId, subject: 's' })).toBeNull();
    expect(await federatedIdentitiesOf(fresh(owner), foreign.userId)).toEqual([]);
  });
});
