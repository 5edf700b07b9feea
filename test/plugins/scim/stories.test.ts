import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/scim/src/index.ts';
import { startScimForPlugin } from '../../twins/scim-plugin.ts';

const { scim, running } = await startScimForPlugin();
const config = running.config;
const habits = { ...scim.quirks };

beforeEach(() => {
  for (const name of Object.keys(scim.quirks)) delete scim.quirks[name as keyof typeof scim.quirks];
  Object.assign(scim.quirks, habits);
  return running.reset();
});
afterAll(() => running.stop());

const act = (name: string, input: object, dialect = 'standard') =>
  runPlugin(
    plugin,
    { config: { ...config, dialect }, secrets: running.secrets },
    {
      operation: 'action',
      action: `scim_api_${name}`,
      input: { ...input },
    },
  );
const lastWrite = () => scim.writes().at(-1);
const ADA = { user: 'ada@example.com' };
const BACKEND = { ...ADA, group: 'Backend' };

describe('a change of a user', () => {
  test('is a PATCH with paths by the standard', async () => {
    await act('disable_user', ADA);
    expect(lastWrite()).toMatchObject({
      method: 'PATCH',
      body: { Operations: [{ op: 'replace', path: 'active', value: false }] },
    });
    expect(scim.users.get('id-ada')).toMatchObject({ active: false, department: 'kept' });
  });

  test('is a text for a service that was made for Entra', async () => {
    Object.assign(scim.quirks, { takes: 'entra' });
    await act('disable_user', ADA, 'entra');
    expect(lastWrite()).toMatchObject({ body: { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] } });
    expect(scim.users.get('id-ada')).toMatchObject({ active: false });
  });

  test('is without a path for one that was made for Okta, and whole for all but `active`', async () => {
    Object.assign(scim.quirks, { takes: 'okta' });
    await act('disable_user', ADA, 'okta');
    expect(lastWrite()).toMatchObject({ body: { Operations: [{ op: 'replace', value: { active: false } }] } });
    await act('update_user', { ...ADA, givenName: 'Ada' }, 'okta');
    expect(lastWrite()).toMatchObject({ method: 'PUT', body: { department: 'kept', name: { givenName: 'Ada' } } });
  });

  test('is whole where the service declares no PATCH, and keeps what it does not know', async () => {
    Object.assign(scim.quirks, { takes: 'put', isShouting: true });
    await act('disable_user', ADA);
    expect(lastWrite()).toMatchObject({ method: 'PUT', body: { Active: false, Department: 'kept' } });
    expect(lastWrite()?.body).not.toHaveProperty('Meta');
  });

  test('tells what was before, so that it can be undone', async () => {
    const run = await act('update_user', { ...ADA, givenName: 'Ada', displayName: 'Ada L.' });
    expect(run).toMatchObject({ outcome: 'changed', output: { id: 'id-ada', givenName: 'ada' } });
    if ('output' in run) await act('update_user', { user: 'id-ada', givenName: 'ada' });
    expect(scim.users.get('id-ada')).toMatchObject({ name: { givenName: 'ada' } });
  });
});

describe('members', () => {
  test('are removed by a filter in the path by the standard, and by a list of values for Entra', async () => {
    await act('remove_user_from_group', BACKEND);
    expect(lastWrite()).toMatchObject({ body: { Operations: [{ op: 'remove', path: 'members[value eq "id-ada"]' }] } });
    await running.reset();
    Object.assign(scim.quirks, { takes: 'entra' });
    await act('remove_user_from_group', BACKEND, 'entra');
    expect(lastWrite()).toMatchObject({
      body: { Operations: [{ op: 'Remove', path: 'members', value: [{ value: 'id-ada' }] }] },
    });
    expect(scim.groups.get('group-1')?.members).toEqual([]);
  });

  test('are not lost to somebody else who is faster: it is read again', async () => {
    const group = scim.groups.get('group-1') ?? {};
    scim.interfere(group);
    expect(await act('add_user_to_group', { ...BACKEND, user: 'bob@example.com' })).toMatchObject({
      outcome: 'changed',
    });
    expect(scim.writes().map(({ status }) => status)).toEqual([412, 200]);
  });
});

describe('finding somebody', () => {
  test('has no case, and takes an id', async () => {
    expect(await act('get_user', { user: 'ADA@EXAMPLE.COM' })).toMatchObject({ output: { id: 'id-ada' } });
    expect(await act('get_user', { user: 'id-ada' })).toMatchObject({ output: { userName: 'ada@example.com' } });
  });

  test('goes page by page where the service understands no filter', async () => {
    Object.assign(scim.quirks, { isUnfiltered: true });
    expect(await act('get_user', { user: 'dev-11@example.com' })).toMatchObject({ output: { id: 'id-11' } });
    const pages = scim.seen.filter(({ path }) => path.includes('startIndex') && !path.includes('filter'));
    expect(pages.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('startIndex'))).toEqual([
      '1',
      '6',
      '11',
    ]);
  });

  test('goes page by page where the service passes over the filter', async () => {
    Object.assign(scim.quirks, { isDeaf: true });
    expect(await act('disable_user', { user: 'dev-11@example.com' })).toMatchObject({ outcome: 'changed' });
    expect(scim.users.get('id-11')).toMatchObject({ active: false });
  });

  test('tells the email address that is primary from those that do not say', async () => {
    const emails = [{ value: 'private@example.com' }, { value: 'work@example.com', primary: true }];
    Object.assign(scim.users.get('id-ada') ?? {}, { emails });
    const email = 'work@example.com';
    expect(await act('update_user', { ...ADA, email })).toMatchObject({ outcome: 'noop' });
  });

  test('with a quote in the name asks for that name', async () => {
    expect(await act('get_user', { user: 'a" or userName pr' })).toMatchObject({ error: { kind: 'not_found' } });
  });
});

describe('making somebody', () => {
  test('whom somebody else makes at the same time is found', async () => {
    scim.refuse({ method: 'POST', status: 409, times: 1, body: { scimType: 'uniqueness' } });
    expect(await act('create_user', { userName: 'late@example.com' })).toMatchObject({ error: { kind: 'conflict' } });
  });
});

describe('a service that declares nothing', () => {
  test('is taken at the word of the standard', async () => {
    Object.assign(scim.quirks, { isUndeclared: true });
    expect(await act('disable_user', ADA)).toMatchObject({ outcome: 'changed' });
    expect(lastWrite()).toMatchObject({ method: 'PATCH' });
  });
});
