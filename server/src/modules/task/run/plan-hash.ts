import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../platform/crypto/index.ts';

/** What a plan says it will do, and what that rests on. */
export interface HashedEffect {
  number: number;
  kind: string;
  summary: string;
  data: unknown;
  isRemoval: boolean;
  basis: unknown;
}

/** SHA-256 over the canonical JSON (RFC 8785) of a plan's effects, in hexadecimal. */
export function hashPlan(effects: readonly HashedEffect[]): string {
  const content = effects.map(({ number, kind, summary, data, isRemoval, basis }) => {
    return { number, kind, summary, data, isRemoval, basis };
  });
  return createHash('sha256')
    .update(canonicalJson(asJson(content)))
    .digest('hex');
}

/** As it comes back from where it is kept. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
