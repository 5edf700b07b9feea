import { expect, it } from 'vitest';
import { ask } from '../directory/ask.ts';
import { startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();

it('an auditor reads what the deployment has set; a member may not', async () => {
  const { actor } = await directory.newTenant();
  const QUERY = '{ deployment { mailFrom auditRetentionDays eventRetentionDays runsPerTenant } }';
  const { data } = await ask(await actor('AUDITOR'), QUERY);
  expect(data.deployment).toMatchObject({ auditRetentionDays: 365, eventRetentionDays: 90, runsPerTenant: 10 });
  expect((await ask(await actor('MEMBER'), QUERY)).codes).toEqual(['FORBIDDEN']);
});

it('the keys that sign are told without anything secret: one signs, its successor is announced', async () => {
  const { actor } = await directory.newTenant();
  const QUERY = '{ signingKeys { kid state retiresAt } }';
  const { data } = await ask(await actor('AUDITOR'), QUERY);
  expect(data.signingKeys.map(({ state }: { state: string }) => state)).toEqual(['ANNOUNCED', 'SIGNING']);
  expect((await ask(await actor('MEMBER'), QUERY)).codes).toEqual(['FORBIDDEN']);
});
