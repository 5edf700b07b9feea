import type { Clock } from '../clock.ts';
import { createPasswordHasher, type FirstPartyKey, firstPartyKey, type PasswordHasher } from '../crypto/index.ts';
import type { Database } from '../db/index.ts';
import type { Log } from '../log.ts';
import { holdMasterKeys } from './master-keys.ts';
import { RingKeeper } from './ring-keeper.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createVault, type Vault } from './vault.ts';

export { rewrapDataKeys } from './data-keys.ts';
export { type MasterKey, toMasterKey } from './master-keys.ts';
export { rewrapSigningKeys } from './signing-keys.ts';
export type { SigningKeyFacts, TokenSubject, Tokens } from './tokens.ts';
export type { SecretOwner } from './vault.ts';

/** What the process knows by its keys: secrets at rest, tokens, passwords. */
export interface Keys {
  readonly vault: Vault;
  readonly tokens: Tokens;
  readonly passwords: PasswordHasher;
  readonly firstParty: FirstPartyKey;
  close(): Promise<void>;
}

export interface KeysOptions {
  db: Database;
  masterKey: Uint8Array;
  /** While the master key is being exchanged: both are read, and new rows are written under this one. */
  newMasterKey?: Uint8Array;
  clock: Clock;
  log: Log;
}

/**
 * Opens the keys; the first process of a deployment makes the first signing keys. PRECONDITION_FAILED, reason
 * MASTER_KEY_DIFFERS, where the database was set up with another master key.
 */
export async function openKeys({ db, masterKey, newMasterKey, clock, log }: KeysOptions): Promise<Keys> {
  const masterKeys = holdMasterKeys(masterKey, newMasterKey);
  const keeper = await RingKeeper.open({ db, masterKeys, clock, log });
  return {
    vault: createVault(masterKeys),
    tokens: createTokens(keeper, clock),
    passwords: createPasswordHasher(),
    firstParty: await firstPartyKey(masterKeys.current.bytes),
    close: () => keeper.close(),
  };
}
