import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createOpaqueToken,
  hashLineage,
  hashOpaqueToken,
  isOfLineage,
  matchesTokenHash,
  type OpaqueToken,
  openWithToken,
  parseOpaqueToken,
  sealWithToken,
} from '../../../server/src/platform/crypto/index.ts';

const newToken = () => createOpaqueToken({ kind: 'api', tenantId: randomUUID(), id: randomUUID() });

describe('an opaque token', () => {
  it('names its kind, tenant and row', () => {
    fc.assert(
      fc.property(fc.constantFrom('api', 'refresh', 'application'), fc.uuid(), fc.uuid(), (kind, tenantId, id) => {
        const { token, hash, lineage } = createOpaqueToken({ kind, tenantId, id });
        expect(parseOpaqueToken(token)).toEqual({ kind, tenantId, id, hash, lineage });
      }),
    );
  });

  it('has a form that scanners can look for', () => {
    expect(newToken().token).toMatch(/^jn_pat_[A-Za-z0-9_-]{86}_[0-9A-Za-z]{6}$/);
    const refresh = createOpaqueToken({ kind: 'refresh', tenantId: randomUUID(), id: randomUUID() });
    expect(refresh.token).toMatch(/^jn_rt_/);
  });

  it('is never the same twice for one row', () => {
    const row = { kind: 'api', tenantId: randomUUID(), id: randomUUID() } as const;
    expect(createOpaqueToken(row).token).not.toBe(createOpaqueToken(row).token);
  });

  it('has the lineage of the one that it replaces, and of no other', () => {
    const row = { kind: 'refresh', tenantId: randomUUID(), id: randomUUID() } as const;
    const first = createOpaqueToken(row);
    const next = parseOpaqueToken(createOpaqueToken({ ...row, lineage: first.lineage }).token) as OpaqueToken;
    expect(isOfLineage(next, hashLineage(first.lineage))).toBe(true);
    expect(isOfLineage(createOpaqueToken(row), hashLineage(first.lineage))).toBe(false);
    expect(next.hash.equals(first.hash)).toBe(false);
  });

  it('is not recognised with any character changed, missing or added', () => {
    const { token } = newToken();
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'x' ? 'y' : 'x';
      expect(parseOpaqueToken(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
      expect(parseOpaqueToken(token.slice(0, place) + token.slice(place + 1))).toBeNull();
    }
    for (const text of ['', 'jn_pat_', ` ${token}`, `${token}\n`, `${token}x`, token.toUpperCase()]) {
      expect(parseOpaqueToken(text)).toBeNull();
    }
  });

  it('cannot stand for a row without a UUID', () => {
    expect(() => createOpaqueToken({ kind: 'api', tenantId: 'demo', id: randomUUID() })).toThrow(/UUID/);
  });

  it('is matched by the SHA-256 of its text alone', () => {
    const { token, hash } = newToken();
    const parsed = parseOpaqueToken(token) as OpaqueToken;
    expect(hash.equals(createHash('sha256').update(token).digest())).toBe(true);
    expect(matchesTokenHash(parsed, hash)).toBe(true);
    expect(matchesTokenHash(parsed, new Uint8Array(hashOpaqueToken(token)))).toBe(true);
    expect(matchesTokenHash(parsed, newToken().hash)).toBe(false);
    expect(matchesTokenHash(parsed, hash.subarray(1))).toBe(false);
    expect(matchesTokenHash(parsed, Buffer.alloc(0))).toBe(false);
  });
});

describe('a text sealed with a token', () => {
  it('opens with that token only, not with its hash', () => {
    const { token, hash } = newToken();
    const sealed = sealWithToken(token, 'the next one');
    expect(openWithToken(token, sealed)).toBe('the next one');
    const unreadable = expect.objectContaining({ reason: 'SECRET_UNREADABLE' });
    expect(() => openWithToken(newToken().token, sealed)).toThrow(unreadable);
    expect(() => openWithToken(hash.toString('hex'), sealed)).toThrow(unreadable);
  });
});
