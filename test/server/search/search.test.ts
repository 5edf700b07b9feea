import { describe, expect, it } from 'vitest';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { deleteIntegration } from '../../../server/src/modules/integration/delete.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { search } from '../../../server/src/modules/search/search.ts';
import { createTask } from '../../../server/src/modules/task/index.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { ask } from '../directory/ask.ts';
import { refusal, startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();

async function company() {
  const tenant = await directory.newTenant();
  const { owner } = tenant;
  const ada = { email: 'ada.lovelace@example.test', firstName: 'Ada', lastName: 'Lovelace' };
  const emile = { email: 'e.zola@example.test', firstName: 'Émile', lastName: 'Zola' };
  for (const user of [ada, emile]) await createUser(owner, user);
  for (const name of ['platform', 'old platform', 'night shift']) await createGroup(owner, { name });
  await createApplication(owner, { name: 'Platform console' });
  const actions = [{ log: { message: 'x' } }];
  await createIntegration(owner, { name: 'Platform to Slack', eventTypes: ['user.created'], actions });
  const gone = await createIntegration(owner, { name: 'Platform, gone', eventTypes: ['user.created'], actions });
  await deleteIntegration(owner, gone.id);
  await createTask(owner, {
    ...{ name: 'platform sync', scheduleType: 'CRON', cronExpression: '0 3 * * *' },
    script: "export default async (): Promise<string> => 'done';",
  });
  return tenant;
}

const titles = async (...asked: Parameters<typeof search>) => (await search(...asked)).map(({ title }) => title);

describe('search', () => {
  it('finds things of every kind by what they are called, in any case', async () => {
    const { owner } = await company();
    const { data } = await ask(owner, '{ search(text: "PLATFORM") { kind title text } }');
    expect(data.search).toMatchObject([
      { kind: 'GROUP', title: 'platform' },
      { kind: 'GROUP', title: 'old platform' },
      { kind: 'APPLICATION', title: 'Platform console' },
      { kind: 'INTEGRATION', title: 'Platform to Slack' },
      { kind: 'TASK', title: 'platform sync' },
    ]);
  });

  it('finds people by the beginnings of their names and address, in any order', async () => {
    const { owner } = await company();
    for (const text of ['ada', 'LOVE', 'lovelace ad', 'ada.l', '  ada   love ']) {
      expect(await titles(owner, text)).toEqual(['Ada Lovelace']);
    }
    expect(await titles(owner, 'émile')).toEqual(['Émile Zola']);
    expect(await titles(owner, 'ada zola')).toEqual([]);
    expect(await titles(owner, 'velace')).toEqual([]);
  });

  it('takes wildcards for what they are, and nothing for nothing', async () => {
    const { owner } = await company();
    for (const text of ['%', '\\', '   ']) expect(await titles(owner, text)).toEqual([]);
    expect(await refusal(() => search(owner, 'x'.repeat(201)))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('shows nobody what they may not read, nor another tenant', async () => {
    const { owner, actor } = await company();
    expect(await titles(await actor('MEMBER'), 'platform')).toEqual([]);
    expect(await titles(await actor('AUDITOR'), 'platform')).toHaveLength(5);
    const readsGroups = { ...owner, actor: { ...owner.actor, scopes: new Set(['group:read'] as const) } };
    expect(await titles(readsGroups, 'platform')).toEqual(['platform', 'old platform']);
    expect(await titles((await directory.newTenant()).owner, 'platform')).toEqual([]);
  });
});
