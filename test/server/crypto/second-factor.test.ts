import { randomBytes } from 'node:crypto';
import { Secret, TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  createRecoveryCodes,
  createTotpSecret,
  hashRecoveryCode,
  spendRecoveryCode,
  totpUri,
  verifyTotp,
} from '../../../server/src/platform/crypto/index.ts';

describe('a TOTP code', () => {
  /** RFC 6238 appendix B, SHA-1; its eight digits end in these six. */
  const rfcSecret = Secret.fromUTF8('12345678901234567890').base32;

  it.each([
    [59, '287082', 1n],
    [1111111109, '081804', 37037036n],
    [1234567890, '005924', 41152263n],
    [20000000000, '353130', 666666666n],
  ])('at second %i is as RFC 6238 has it', (seconds, code, step) => {
    expect(verifyTotp({ secret: rfcSecret, code, now: new Date(seconds * 1000) })).toBe(step);
  });

  const secret = createTotpSecret();
  const step = 58_000_000;
  const now = new Date((step * 30 + 12) * 1000);
  const codeOf = (atStep: number) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: atStep * 30_000 });

  it('is accepted one step early or late, and no further', () => {
    for (const offset of [-1, 0, 1]) {
      expect(verifyTotp({ secret, code: codeOf(step + offset), now })).toBe(BigInt(step + offset));
    }
    for (const offset of [-3, -2, 2, 3]) expect(verifyTotp({ secret, code: codeOf(step + offset), now })).toBeNull();
  });

  it('is refused a second time, and so are the codes before it', () => {
    const lastUsedStep = BigInt(step);
    expect(verifyTotp({ secret, code: codeOf(step), now, lastUsedStep })).toBeNull();
    expect(verifyTotp({ secret, code: codeOf(step - 1), now, lastUsedStep })).toBeNull();
    expect(verifyTotp({ secret, code: codeOf(step + 1), now, lastUsedStep })).toBe(BigInt(step + 1));
  });

  it('may be typed with spaces; anything else is no code', () => {
    const code = codeOf(step);
    expect(verifyTotp({ secret, code: ` ${code.slice(0, 3)} ${code.slice(3)}`, now })).toBe(BigInt(step));
    for (const text of ['', code.slice(1), `${code}0`, 'abcdef', '١٢٣٤٥٦', `${code}\0`]) {
      expect(verifyTotp({ secret, code: text, now })).toBeNull();
    }
  });

  it('comes from a secret of 160 bits that an authenticator reads from the URI', () => {
    const uri = totpUri({ secret, account: 'ada@demo.test', issuer: 'Joinery' });
    const read = URI.parse(uri);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Joinery:ada%40demo\.test\?/);
    expect(read).toMatchObject({ issuer: 'Joinery', label: 'ada@demo.test', algorithm: 'SHA1', digits: 6, period: 30 });
    expect(read.secret.base32).toBe(secret);
    expect(read.secret.bytes).toHaveLength(20);
  });
});

describe('recovery codes', () => {
  const key = randomBytes(32);

  it('are ten different ones without letters that are mistaken for others', () => {
    const codes = createRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/);
  });

  it('are good once each, however they are typed', () => {
    const codes = createRecoveryCodes();
    const hashes = codes.map((code) => hashRecoveryCode(key, code));
    const typed = ` ${codes[3]?.toUpperCase().replace('-', ' ')} `;
    const remaining = spendRecoveryCode(key, typed, hashes);
    expect(remaining).toEqual(hashes.filter((_, index) => index !== 3));
    expect(spendRecoveryCode(key, typed, remaining ?? [])).toBeNull();
    expect(spendRecoveryCode(key, codes[4] ?? '', remaining ?? [])).toHaveLength(8);
  });

  it('are not found by a wrong code or with another key', () => {
    const codes = createRecoveryCodes();
    const hashes = codes.map((code) => hashRecoveryCode(key, code));
    expect(spendRecoveryCode(key, 'aaaaa-aaaaa', hashes)).toBeNull();
    expect(spendRecoveryCode(key, '', hashes)).toBeNull();
    expect(spendRecoveryCode(randomBytes(32), codes[0] ?? '', hashes)).toBeNull();
  });
});
