import { hash as argon2Hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { checkPasswordStrength, createPasswordHasher } from '../../../server/src/platform/crypto/index.ts';

const password = 'plum fence quarry nine';

describe('the password hasher', () => {
  it("hashes with argon2id at OWASP's parameters and a salt of its own", async () => {
    const hasher = createPasswordHasher();
    const [first, second] = await Promise.all([hasher.hash(password), hasher.hash(password)]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(hasher.needsRehash(first)).toBe(false);
  });

  it('tells the right password from a wrong one', async () => {
    const hasher = createPasswordHasher();
    const hash = await hasher.hash(password);
    expect(await hasher.verify(password, hash)).toBe(true);
    expect(await hasher.verify('plum fence quarry ten', hash)).toBe(false);
    expect(await hasher.verify('', hash)).toBe(false);
  });

  it('knows a password typed in another Unicode form', async () => {
    const hasher = createPasswordHasher();
    const hash = await hasher.hash('Gru\u0308ße an alle Esel');
    expect(await hasher.verify('Gr\u00fcße an alle Esel', hash)).toBe(true);
  });

  it('asks to hash anew what was hashed with weaker parameters', async () => {
    const hasher = createPasswordHasher();
    const weak = await argon2Hash(password, { memoryCost: 8192, timeCost: 2, parallelism: 1 });
    expect(await hasher.verify(password, weak)).toBe(true);
    expect(hasher.needsRehash(weak)).toBe(true);
  });

  it('takes as long for an unknown account as for a known one, and answers no', async () => {
    const hasher = createPasswordHasher();
    const hash = await hasher.hash(password);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      known.push(await millisecondsOf(() => hasher.verify('a wrong password', hash)));
      unknown.push(await millisecondsOf(() => hasher.verify('a wrong password', null)));
    }
    expect(await hasher.verify(password, null)).toBe(false);
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('refuses a password past 200 characters, and answers no to one at sign-in', async () => {
    const hasher = createPasswordHasher();
    const long = 'ab'.repeat(101);
    await expect(hasher.hash(long)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await hasher.verify(long, await argon2Hash(long))).toBe(false);
  });

  it('says that a stored hash cannot be read, and keeps its place in the queue free', async () => {
    const hasher = createPasswordHasher({ maxConcurrent: 1, maxQueued: 0 });
    await expect(hasher.verify(password, 'not a hash')).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await hasher.verify(password, null)).toBe(false);
  });

  it('lets only so many wait, refuses more at once, and recovers', async () => {
    const hasher = createPasswordHasher({ maxConcurrent: 1, maxQueued: 2 });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => hasher.hash(password)));
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'fulfilled'],
      ...['rejected', 'rejected'],
    ]);
    const { reason } = outcomes.at(-1) as PromiseRejectedResult;
    expect(reason).toMatchObject({ code: 'LIMIT_EXCEEDED', retryAfterSeconds: expect.any(Number) });
    await expect(hasher.hash(password)).resolves.toMatch(/^\$argon2id/);
  });
});

describe('a new password', () => {
  const owner = { email: 'margaret.hale@demo.test', words: ['Margaret', 'Milton Mills'] };

  it.each([
    'plum fence quarry nine',
    'vB7#kk2!pQ0z',
    'ąžuolas po langu',
    '🦊🐻🦉🐌🦔🐢🦁🐸🐝🦋🐙🦀',
    '839201746582',
    'x'.repeat(5) + password,
  ])('is accepted: %s', (text) => {
    expect(checkPasswordStrength(text, owner)).toBeNull();
  });

  it.each([
    ['too short', 'vB7#kk2!pQ0', /at least 12/],
    ['too long', 'vB7#kk2!pQ0z '.repeat(16), /at most 200/],
    ['short in characters, long in bytes', '🦊🐻🦉🐌🦔🐢', /at least 12/],
    ['one character repeated', 'aaaaaaaaaaaaaaaa', /repeats/],
    ['a short word repeated', 'abcabcabcabcabc', /repeats/],
    ['a run of digits', '1234567890123', /run/],
    ['a run of letters', 'abcdefghijklmnop', /run/],
    ['a row of keys backwards', 'poiuytrewq0987', /run/],
    ['a common word with digits', 'Password12345', /common/],
    ['a common word in look-alikes', 'P@ssw0rd!P@ssw0rd!', /common/],
    ['a season with a year', 'Summer2024!!!', /common/],
    ['the product', 'Joinery-2026-01', /common/],
    ['the address', 'xx-Margaret.Hale-77', /your name/],
    ['the name', 'margaret was here', /your name/],
    ['the organisation', 'milton mills forever', /your name/],
  ])('is refused: %s', (_, text, reason) => {
    expect(checkPasswordStrength(text, owner)).toMatch(reason);
  });

  it('may hold a part of the address that is too short to matter', () => {
    expect(checkPasswordStrength('plum fence quarry nine', { email: 'fen@demo.test' })).toBeNull();
  });
});

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
