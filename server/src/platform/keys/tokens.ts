import type { JWK } from 'jose';
import type { Clock } from '../clock.ts';
import {
  jwks,
  type SignedTreeHead,
  signTreeHead,
  type TokenVerification,
  type TreeHead,
  type VerificationKey,
  verifyTreeHead,
} from '../crypto/index.ts';
import type { RingKeeper } from './ring-keeper.ts';
import { type KeyState, type KeyTimes, stateAt } from './signing-schedule.ts';

/** What may be told of a signing key. */
export interface SigningKeyFacts extends KeyTimes {
  kid: string;
  state: KeyState;
}

export interface TokenSubject {
  tenantId: string;
  userId: string;
  sessionId: string;
  role: string;
}

/** What is signed with the deployment's keys, which rotate by themselves. */
export interface Tokens {
  /** An access token: a JWT, good for 15 minutes. */
  issue(subject: TokenSubject): Promise<{ token: string; expiresAt: Date }>;
  /** By its signature and its times alone; whether its session was revoked is asked elsewhere. */
  verify(token: string): Promise<TokenVerification>;
  /** The public halves of the valid keys (RFC 7517 §5). */
  jwks(): { keys: JWK[] };
  /** Signs the head of an audit tree. */
  signHead(head: TreeHead): SignedTreeHead;
  /** Checks a head against every key there ever was. */
  verifyHead(head: SignedTreeHead): Promise<'genuine' | 'forged' | 'unknown_key'>;
  /** Every public key there ever was, to go with what is to be verified elsewhere. */
  publicKeys(): VerificationKey[];
  /** Every key there ever was and what it does now, the newest first. */
  describeKeys(): SigningKeyFacts[];
  /** Reads the keys again, and makes the next one when it is time. Runs by itself every minute. */
  refresh(): Promise<void>;
}

export function createTokens(keeper: RingKeeper, clock: Clock): Tokens {
  return {
    issue: ({ userId, ...claims }) => keeper.present().signer.issue({ ...claims, subject: userId, now: clock.now() }),
    verify: async (token) => {
      const verification = await keeper.present().signer.verify(token, clock.now());
      if (verification.ok || verification.reason !== 'unknown_key') return verification;
      await keeper.lookUp();
      return keeper.present().signer.verify(token, clock.now());
    },
    jwks: () => jwks(keeper.present().valid),
    signHead: (head) => signTreeHead(head, keeper.present().signing),
    verifyHead: async (head) => {
      const isKnown = () => keeper.present().all.some(({ kid }) => kid === head.keyId);
      if (!isKnown()) await keeper.lookUp();
      if (!isKnown()) return 'unknown_key';
      return verifyTreeHead(head, keeper.present().all) ? 'genuine' : 'forged';
    },
    publicKeys: () => keeper.present().all.map(({ kid, publicJwk }) => ({ kid, publicJwk })),
    describeKeys: () => describe(keeper.present().all, clock.now()),
    refresh: () => keeper.refresh(),
  };
}

function describe(all: readonly (KeyTimes & { kid: string })[], now: Date): SigningKeyFacts[] {
  return all.map(({ kid, createdAt, retiresAt }) => {
    const times = { createdAt, retiresAt };
    return { kid, ...times, state: stateAt(times, all, now) };
  });
}
