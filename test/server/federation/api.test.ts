import { describe, expect, it } from 'vitest';
import { createFederatedProvider } from '../../../server/src/modules/federation/index.ts';
import { ask } from '../directory/ask.ts';
import { person, startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();
const { owner, actor } = await directory.newTenant();

describe('federation over the API', () => {
  it('goes from a provider to the users that it knows, and back', async () => {
    const user = await person(owner);
    const created = await ask(
      owner,
      'mutation { createFederatedProvider(input: {name: "Google", providerType: GOOGLE}) { id name providerType } }',
    );
    expect(created.data.createFederatedProvider).toMatchObject({ name: 'Google', providerType: 'GOOGLE' });
    const { id } = created.data.createFederatedProvider;
    const linked = await ask(
      owner,
      `mutation ($input: LinkFederatedIdentityInput!) {
        linkFederatedIdentity(input: $input) { subject provider { name } }
      }`,
      { input: { userId: user.id, providerId: id, subject: 's' } },
    );
    expect(linked.data.linkFederatedIdentity).toEqual({ subject: 's', provider: { name: 'Google' } });
    const read = await ask(
      owner,
      `query ($id: ID!) {
        user(id: $id) { federatedIdentities { subject provider { id } } }
        federatedProviders(first: 1) { nodes { name } totalCount }
      }`,
      { id: user.id },
    );
    expect(read.data).toEqual({
      user: { federatedIdentities: [{ subject: 's', provider: { id } }] },
      federatedProviders: { nodes: [{ name: 'Google' }], totalCount: 1 },
    });
    const ended = await ask(
      owner,
      `mutation ($id: ID!) {
        updateFederatedProvider(id: $id, input: {name: "Workspace"}) { name }
        unlinkFederatedIdentity(providerId: $id, subject: "s") { subject }
        deleteFederatedProvider(id: $id) { name }
      }`,
      { id },
    );
    expect(ended.data).toEqual({
      updateFederatedProvider: { name: 'Workspace' },
      unlinkFederatedIdentity: { subject: 's' },
      deleteFederatedProvider: { name: 'Workspace' },
    });
  });

  it('asks once for the identities of many users', async () => {
    await createFederatedProvider(owner, { name: 'LDAP', providerType: 'ldap' });
    const query = (first: number) => `{ users(first: ${first}) { nodes { federatedIdentities { subject } } } }`;
    for (let index = 0; index < 9; index += 1) await person(owner);
    const [few, many] = [await ask(owner, query(1)), await ask(owner, query(10))];
    expect(many.transactions).toBe(few.transactions);
  });
});

describe('scripts over the API', () => {
  it('are checked without being saved, for who may see tasks', async () => {
    const query = 'query ($script: String!) { checkScript(script: $script) { line column message code } }';
    const auditor = await actor('AUDITOR');
    const wrong = await ask(auditor, query, { script: 'export default (): string => 3;' });
    expect(wrong.data.checkScript).toMatchObject([{ line: 1, column: 30, code: 'TS2322' }]);
    expect((await ask(auditor, query, { script: 'export default () => "";' })).data.checkScript).toEqual([]);
    expect((await ask(await actor('MEMBER'), query, { script: '' })).codes).toEqual(['FORBIDDEN']);
  });

  it('have their types served, for an editor', async () => {
    const { data } = await ask(owner, '{ scriptTypes }');
    expect(data.scriptTypes).toContain('export declare const idp: Idp;');
    expect((await ask(await actor('MEMBER'), '{ scriptTypes }')).codes).toEqual(['FORBIDDEN']);
  });
});
