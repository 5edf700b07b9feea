import { randomBytes } from 'node:crypto';
import { hash as argon2Hash, verify as argon2Verify, parseOptions } from '@node-rs/argon2';
import { AppError, invalidField } from '../../errors.ts';
import { createHashingGate } from './hashing-gate.ts';
import { MAX_PASSWORD_LENGTH, passwordLength } from './password-strength.ts';

/** argon2id, version 1.3, at the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = {
  algorithm: 2,
  version: 1,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
} as const;
const SALT_BYTES = 16;

export interface PasswordHasher {
  /** A PHC string. INVALID_INPUT past 200 characters; LIMIT_EXCEEDED when the queue is full. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Null for an account that does not exist or has no password: the
   * work is the same and the answer is no, so that the time taken does not tell. LIMIT_EXCEEDED when the queue is full.
   */
  verify(password: string, passwordHash: string | null): Promise<boolean>;
  /** Whether a hash is of weaker parameters than today's: hash anew while the password is at hand. */
  needsRehash(passwordHash: string): boolean;
}

/** Hashes passwords with argon2id, at most `maxConcurrent` at a time with `maxQueued` waiting. */
export function createPasswordHasher({ maxConcurrent = 2, maxQueued = 200 } = {}): PasswordHasher {
  const gate = createHashingGate(maxConcurrent, maxQueued);
  const decoy = decoyHash();
  return {
    hash: async (password) => {
      if (isTooLong(password)) throw invalidField('password', `must have at most ${MAX_PASSWORD_LENGTH} characters`);
      return gate(() => argon2Hash(normalise(password), PARAMETERS));
    },
    verify: async (password, passwordHash) => {
      const against = passwordHash === null || isTooLong(password) ? decoy : passwordHash;
      return gate(() => matches(password, against));
    },
    needsRehash: isWeaker,
  };
}

/** A hash that no password is known to give, of today's parameters. */
function decoyHash(): string {
  const { memoryCost, timeCost, parallelism, outputLen } = PARAMETERS;
  const text = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${text(SALT_BYTES)}$${text(outputLen)}`;
}

async function matches(password: string, passwordHash: string): Promise<boolean> {
  try {
    return await argon2Verify(passwordHash, normalise(password));
  } catch (cause) {
    throw new AppError('INTERNAL', 'a stored password hash cannot be read', { cause });
  }
}

function isWeaker(passwordHash: string): boolean {
  const { algorithm, version, memoryCost, timeCost } = parseOptions(passwordHash);
  return (
    algorithm !== PARAMETERS.algorithm ||
    version !== PARAMETERS.version ||
    memoryCost < PARAMETERS.memoryCost ||
    timeCost < PARAMETERS.timeCost
  );
}

/** The same characters typed on different keyboards are the same password (NIST SP 800-63B, UAX 15). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

function isTooLong(password: string): boolean {
  return passwordLength(password) > MAX_PASSWORD_LENGTH;
}
