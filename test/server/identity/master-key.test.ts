import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { putSecrets, readSecrets, rotateMasterKey } from '../../../server/src/modules/secret/index.ts';
import { authenticate } from '../../../server/src/modules/session/index.ts';
import { signIn } from '../../../server/src/modules/sign-in/index.ts';
import { masterKeyId } from '../../../server/src/platform/crypto/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { openKeys } from '../../../server/src/platform/keys/index.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { newOrganisation, startIdentity } from './setup.ts';

/** A deployment with some tenants, each with a secret. */
async function deployment() {
  const identity = await startIdentity(onTestFinished);
  const organisations: { typed: object; accessToken: string; ownerId: string; value: string }[] = [];
  for (let count = 0; count < 5; count++) {
    const organisation = await newOrganisation(identity.anyone());
    const ctx = await authenticate(identity.anyone(), organisation.tokens.accessToken);
    const ownerId = newId();
    await transaction(ctx, (ctx) => putSecrets(ctx, 'integration', ownerId, { KEY: `value ${count}` }));
    const { typed, tokens } = organisation;
    organisations.push({ typed, accessToken: tokens.accessToken, ownerId, value: `value ${count}` });
  }
  const underKeys = async () => {
    const rows = await identity.admin<{ id: string; count: number }>(`
      SELECT master_key_id AS id, count(*)::int AS count FROM
        (SELECT master_key_id FROM data_keys UNION ALL SELECT master_key_id FROM signing_keys) k GROUP BY 1`);
    return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
  };
  /** Everything is readable by a process that starts with these keys. */
  const expectAllReadable = async (masterKey: Buffer, newMasterKey?: Buffer) => {
    const { services } = identity;
    const keys = await openKeys({ ...services, masterKey, ...(newMasterKey ? { newMasterKey } : {}) });
    const anyone = { ...identity.anyone(), keys };
    for (const { accessToken, ownerId, value, typed } of organisations) {
      const ctx = await authenticate(anyone, accessToken);
      expect(await transaction(ctx, (ctx) => readSecrets(ctx, 'integration', ownerId))).toEqual(
        new Map([['KEY', value]]),
      );
      await expect(signIn(anyone, typed)).resolves.toBeDefined();
    }
    await keys.close();
  };
  return { ...identity, underKeys, expectAllReadable };
}

describe('exchanging the master key', () => {
  it('leaves every secret and every token readable under the new one, and none under the old', async () => {
    const { services, masterKey, underKeys, expectAllReadable } = await deployment();
    const newKey = randomBytes(32);
    expect(await rotateMasterKey(services, masterKey, newKey)).toEqual({
      dataKeys: 5,
      signingKeys: 2,
      isComplete: true,
    });
    expect(await underKeys()).toEqual({ [masterKeyId(newKey)]: 7 });
    await expectAllReadable(newKey);
    await expect(openKeys({ ...services, masterKey })).rejects.toMatchObject({ reason: 'MASTER_KEY_DIFFERS' });
  });

  it('stopped in the middle goes on where it was, and in between all is readable with both keys', async () => {
    const { services, masterKey, underKeys, expectAllReadable } = await deployment();
    const newKey = randomBytes(32);
    const stop = new AbortController();
    const stopped = await rotateMasterKey(services, masterKey, newKey, {
      batchSize: 2,
      signal: stop.signal,
      onProgress: ({ dataKeys }) => dataKeys >= 2 && stop.abort(),
    });
    expect(stopped).toEqual({ dataKeys: 2, signingKeys: 2, isComplete: false });
    expect(await underKeys()).toEqual({ [masterKeyId(masterKey)]: 3, [masterKeyId(newKey)]: 4 });
    await expectAllReadable(masterKey, newKey);
    expect(await rotateMasterKey(services, masterKey, newKey, { batchSize: 2 })).toEqual({
      dataKeys: 3,
      signingKeys: 0,
      isComplete: true,
    });
    await expectAllReadable(newKey);
  });

  it('broken off by a failing statement keeps what was committed', async () => {
    const { services, masterKey, underKeys, admin, expectAllReadable } = await deployment();
    const newKey = randomBytes(32);
    await admin(`
      CREATE FUNCTION fail_third() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT count(*) FROM data_keys WHERE master_key_id = NEW.master_key_id) >= 2 THEN RAISE 'no more'; END IF;
        RETURN NEW; END $$`);
    await admin('CREATE TRIGGER fail_third BEFORE UPDATE ON data_keys FOR EACH ROW EXECUTE FUNCTION fail_third()');
    await expect(rotateMasterKey(services, masterKey, newKey, { batchSize: 1 })).rejects.toThrow('no more');
    expect(await underKeys()).toEqual({ [masterKeyId(masterKey)]: 3, [masterKeyId(newKey)]: 4 });
    await admin('DROP TRIGGER fail_third ON data_keys');
    await rotateMasterKey(services, masterKey, newKey);
    await expectAllReadable(newKey);
  });

  it('changes nothing the second time, nor twice at once', async () => {
    const { services, masterKey, underKeys, expectAllReadable } = await deployment();
    const newKey = randomBytes(32);
    const both = await Promise.all([
      rotateMasterKey(services, masterKey, newKey, { batchSize: 1 }),
      rotateMasterKey(services, masterKey, newKey, { batchSize: 1 }),
    ]);
    expect(both.every(({ isComplete }) => isComplete)).toBe(true);
    expect(await underKeys()).toEqual({ [masterKeyId(newKey)]: 7 });
    expect(await rotateMasterKey(services, masterKey, newKey)).toEqual({
      dataKeys: 0,
      signingKeys: 0,
      isComplete: true,
    });
    await expectAllReadable(newKey);
  });

  it('refuses the wrong old key, and the same key twice', async () => {
    const { services, masterKey, underKeys } = await deployment();
    await expect(rotateMasterKey(services, randomBytes(32), randomBytes(32))).rejects.toMatchObject({
      reason: 'MASTER_KEY_DIFFERS',
    });
    await expect(rotateMasterKey(services, masterKey, masterKey)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await underKeys()).toEqual({ [masterKeyId(masterKey)]: 7 });
  });

  it('is a command that takes the new key from the environment or from its input, and never prints a key', async () => {
    const { url, masterKey, underKeys, expectAllReadable } = await deployment();
    const [second, third] = [randomBytes(32), randomBytes(32)];
    const command = fileURLToPath(new URL('../../../server/dist/cli/rotate-master-key.js', import.meta.url));
    const run = (old: Buffer, environment: Record<string, string>, input = '') => {
      const env = { DATABASE_URL: url, JOINERY_MASTER_KEY: old.toString('base64'), ...environment };
      const running = promisify(execFile)(process.execPath, [command], { env });
      running.child.stdin?.end(input);
      return running;
    };
    const first = await run(masterKey, { JOINERY_NEW_MASTER_KEY: second.toString('hex') });
    expect(first.stdout).toContain('done: 2 signing keys and 5 data keys');
    const again = await run(second, {}, `${third.toString('base64')}\n`);
    expect(again.stdout).toContain('done: 2 signing keys and 5 data keys');
    for (const key of [masterKey, second, third]) {
      for (const text of [key.toString('base64'), key.toString('hex')]) {
        expect(first.stdout + first.stderr + again.stdout + again.stderr).not.toContain(text);
      }
    }
    expect(await underKeys()).toEqual({ [masterKeyId(third)]: 7 });
    await expectAllReadable(third);
    await expect(run(third, {}, 'not a key')).rejects.toMatchObject({ code: 2 });
  });
});
