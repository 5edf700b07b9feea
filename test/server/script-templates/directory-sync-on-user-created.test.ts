import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { startScim } from '../../twins/scim.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('directory-sync-on-user-created');
const { owner } = template;
const scim = await startScim({ token: 'scim-token-value' });
afterAll(() => scim.close());
const ada = await createUser(owner, { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });

const config = { scim_url: `${scim.url}/scim/v2` };
const secrets = { SCIM_TOKEN: 'scim-token-value' };
const trigger = { eventType: 'user.created', data: { user_id: ada.id, user_email: ada.email } };

beforeEach(() => {
  scim.recover();
  scim.seen.splice(0);
  scim.users.clear();
});

describe('another directory', () => {
  it('has a new user as soon as we do, once', async () => {
    const { planned, written, first, second } = await planAndRunTwice(template, { config, secrets, trigger }, [scim]);
    expect(written).toEqual([]);
    expect(changesIn(planned)).toEqual([`http POST ${scim.url}/scim/v2/Users`]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(second.counts).toEqual({ changed: 0, noop: 1, skipped: 0, failed: 0 });
    expect([...scim.users.values()]).toMatchObject([
      {
        userName: 'ada@example.com',
        externalId: ada.id,
        active: true,
        name: { givenName: 'Ada', familyName: 'Lovelace' },
      },
    ]);
  });

  it('takes at night whom it missed, and knows whom it has', async () => {
    await template.apply({ config, secrets, trigger });
    expect((await template.apply({ config, secrets })).counts).toEqual({ changed: 1, noop: 1, skipped: 0, failed: 0 });
  });

  it('may have been told by somebody else meanwhile', async () => {
    scim.refuse({ method: 'POST', status: 409, body: { status: '409', scimType: 'uniqueness' }, times: 1 });
    expect((await template.apply({ config, secrets, trigger })).counts).toMatchObject({ noop: 1, failed: 0 });
  });

  it('is asked again when it says for how long to wait, and not for longer than a run may take', async () => {
    scim.refuse({ status: 429, headers: { 'retry-after': '1' }, times: 1 });
    scim.refuse({ method: 'POST', status: 429, headers: { 'retry-after': '1' }, times: 1 });
    expect((await template.apply({ config, secrets, trigger })).counts).toMatchObject({ changed: 1, failed: 0 });
    expect(scim.seen.map(({ method, status }) => [method, status])).toEqual([
      ['GET', 429],
      ['GET', 200],
      ['POST', 429],
      ['POST', 201],
    ]);
    scim.refuse({ status: 429, headers: { 'retry-after': '600' } });
    expect((await template.apply({ config, secrets, trigger })).text).toContain('the directory answered 429');
  });

  it('that refuses fails the run, with what it says', async () => {
    scim.refuse({ method: 'POST', status: 400, body: { status: '400', detail: 'emails must be unique' }, times: 1 });
    const { outcome, text, counts } = await template.apply({ config, secrets });
    expect(outcome.ok).toBe(false);
    expect(counts).toMatchObject({ changed: 1, failed: 1 });
    expect(text).toContain('the directory answered 400: emails must be unique');
  });
});
