import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../../server/src/platform/db/embedded/index.ts';
import { type Holder, startHolder } from './holder.ts';

let home: string;
const holders: Holder[] = [];

async function hold(): Promise<Holder> {
  const holder = await startHolder('lock', home);
  holders.push(holder);
  return holder;
}

beforeEach(async () => {
  home = join(await mkdtemp(join(tmpdir(), 'joinery-lock-')), 'home');
});

afterEach(async () => {
  await Promise.all(holders.splice(0).map((holder) => holder.kill()));
  await rm(join(home, '..'), { recursive: true, force: true });
});

describe('the lock of the data folder', () => {
  it('refuses a second process, naming the first, the folder and the remedy', async () => {
    const { pid } = await hold();
    const refusal = `another Joinery (pid ${pid}) is running on ${home}; stop it or set JOINERY_HOME`;
    expect(() => lockDataFolder(home)).toThrow(expect.objectContaining({ code: 'CONFLICT', message: refusal }));
  });

  it('refuses the same process a second time', () => {
    const release = lockDataFolder(home);
    expect(() => lockDataFolder(home)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    release();
  });

  it('is free again when its holder was killed', async () => {
    const holder = await hold();
    holders.splice(0);
    await holder.kill();
    lockDataFolder(home)();
  });

  it('is free again when it was released, and a release may be repeated', async () => {
    const release = lockDataFolder(home);
    release();
    release();
    await hold();
  });

  it('goes to exactly one of many that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => startHolder('lock', home)));
    const winners = asked.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    holders.push(...winners);
    expect(winners).toHaveLength(1);
  });

  it('says what is wrong with a folder that cannot be used', () => {
    expect(() => lockDataFolder('/dev/null/home')).toThrow(
      expect.objectContaining({ code: 'PRECONDITION_FAILED', message: expect.stringContaining('JOINERY_HOME') }),
    );
  });
});
