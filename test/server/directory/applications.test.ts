import { describe, expect, it } from 'vitest';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { deleteApplication } from '../../../server/src/modules/application/delete.ts';
import { createApplication, verifyApplicationSecret } from '../../../server/src/modules/application/index.ts';
import { listApplications, readApplication } from '../../../server/src/modules/application/list.ts';
import { rotateApplicationSecret } from '../../../server/src/modules/application/rotate-secret.ts';
import { updateApplication } from '../../../server/src/modules/application/update.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

let aheadMs = 0;
const directory = await startDirectory({ now: () => new Date(Date.now() + aheadMs) });
const { owner } = await directory.newTenant();
const refused = { code: 'UNAUTHENTICATED' };

describe('an application', () => {
  it('is created with a client id and a secret that is shown once and kept as a hash', async () => {
    const { result, events, audit } = await trailOf(owner, () =>
      createApplication(owner, { name: 'Argo', homepageUrl: 'https://argo.test/' }),
    );
    const { application, clientSecret } = result;
    expect(application.clientId).toMatch(/^app_[0-9a-f]{24}$/);
    expect(clientSecret).toMatch(/^jn_cs_[\w-]{43}$/);
    expect(events).toMatchObject([
      {
        type: 'application.created',
        data: { app_id: application.id, app_name: 'Argo', app_client_id: application.clientId },
      },
    ]);
    expect(audit).toMatchObject([
      { action: 'application.created', eventId: events[0]?.id, detail: { new: { name: 'Argo' } } },
    ]);
    expect(JSON.stringify([events, audit, application])).not.toContain(clientSecret);
    expect(await readApplication(owner, application.id)).toEqual(application);
    expect(application).not.toHaveProperty('secretHash');
  });

  it('is told apart by its secret, in its own tenant', async () => {
    const { application, clientSecret } = await createApplication(owner, { name: 'Known' });
    expect(await verifyApplicationSecret(owner, application.clientId, clientSecret)).toMatchObject({
      id: application.id,
    });
    const stranger = await directory.newTenant();
    for (const attempt of [
      () => verifyApplicationSecret(owner, application.clientId, `${clientSecret}x`),
      () => verifyApplicationSecret(owner, 'app_none', clientSecret),
      () => verifyApplicationSecret(stranger.owner, application.clientId, clientSecret),
    ]) {
      expect(await refusal(attempt)).toMatchObject(refused);
    }
  });

  it('is changed with old and new values, and not at all when nothing changes', async () => {
    const { application } = await createApplication(owner, {
      name: 'Old',
      description: 'd',
      homepageUrl: 'https://a.test',
    });
    const { events, audit } = await trailOf(owner, () =>
      updateApplication(owner, application.id, { name: 'New', homepageUrl: null }),
    );
    expect(events).toMatchObject([{ type: 'application.updated', data: { app_name: 'New', app_homepage_url: null } }]);
    expect(events[0]?.previous).toEqual({ app_name: 'Old', app_homepage_url: 'https://a.test' });
    expect(audit[0]?.detail).toEqual({
      old: { name: 'Old', homepageUrl: 'https://a.test' },
      new: { name: 'New', homepageUrl: null },
    });
    const noop = await trailOf(owner, () => updateApplication(owner, application.id, { name: 'New' }));
    expect(noop).toMatchObject({ events: [], audit: [{ outcome: 'noop' }] });
  });

  it.each([{ name: '' }, { name: 'x', homepageUrl: 'javascript:alert(1)' }])('refuses %j', async (input) => {
    expect(await refusal(() => createApplication(owner, input))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('has a name of its own', async () => {
    await createApplication(owner, { name: 'Only' });
    expect(await refusal(() => createApplication(owner, { name: 'Only' }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('is deleted with its mappings, each told', async () => {
    const { application } = await createApplication(owner, { name: 'Doomed' });
    const user = await person(owner);
    await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'admin' });
    const { events, audit } = await trailOf(owner, () => deleteApplication(owner, application.id));
    expect(events).toMatchObject([
      { type: 'app_mapping.deleted', data: { user_email: user.email, app_name: 'Doomed' } },
      { type: 'application.deleted', data: { app_name: 'Doomed' } },
    ]);
    expect(audit.map(({ eventId }) => eventId)).toEqual(events.map(({ id }) => id));
  });

  it('is found by a part of its name', async () => {
    await createApplication(owner, { name: 'Findable one' });
    const order = { field: 'name', direction: 'ASC' } as const;
    const { rows } = await listApplications(owner, { page: {}, filter: { text: 'FINDABLE' }, order });
    expect(rows.map(({ row }) => row.name)).toEqual(['Findable one']);
    expect(rows[0]?.row).not.toHaveProperty('secretHash');
  });
});

describe('rotateApplicationSecret', () => {
  it('keeps the secret before for a day, and no longer', async () => {
    const { application, clientSecret: first } = await createApplication(owner, { name: 'Rotated' });
    const { result, events, audit } = await trailOf(owner, () => rotateApplicationSecret(owner, application.id, {}));
    const verify = (secret: string) => verifyApplicationSecret(owner, application.clientId, secret);
    expect(result.clientSecret).not.toBe(first);
    expect(events).toMatchObject([
      { type: 'application.updated', previous: { app_secret_rotated_at: expect.any(String) } },
    ]);
    expect(audit).toMatchObject([{ action: 'application.secret_rotated', detail: { overlapSeconds: 86_400 } }]);
    expect(JSON.stringify([events, audit])).not.toContain(result.clientSecret);
    await verify(first);
    await verify(result.clientSecret);
    aheadMs += 86_401_000;
    expect(await refusal(() => verify(first))).toMatchObject(refused);
    await verify(result.clientSecret);
  });

  it('ends the one before at once when asked, and always the one before that', async () => {
    const { application, clientSecret: first } = await createApplication(owner, { name: 'Rotated often' });
    const verify = (secret: string) => verifyApplicationSecret(owner, application.clientId, secret);
    const { clientSecret: second } = await rotateApplicationSecret(owner, application.id, { overlapSeconds: 3600 });
    const { clientSecret: third } = await rotateApplicationSecret(owner, application.id, { overlapSeconds: 3600 });
    expect(await refusal(() => verify(first))).toMatchObject(refused);
    await verify(second);
    const { application: now } = await rotateApplicationSecret(owner, application.id, { overlapSeconds: 0 });
    expect(now.previousSecretExpiresAt).toBeNull();
    expect(await refusal(() => verify(third))).toMatchObject(refused);
    const refusedOverlap = await refusal(() => rotateApplicationSecret(owner, application.id, { overlapSeconds: -1 }));
    expect(refusedOverlap).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'overlapSeconds' }] });
  });
});
