import { performance } from 'node:perf_hooks';
import DataLoader from 'dataloader';
import type { Database } from '../../../platform/db/index.ts';
import { type CredentialKey, type CredentialState, loadStates, nameOf } from './state.ts';

/** How old a state may be that a new request is let in by. */
const FRESH_MS = 3000;
/** How long a state is kept fresh after it was last asked for: as long as an access token lives. */
const KEPT_MS = 16 * 60 * 1000;
/** How old a state may get, with the database away, before what it let in is no longer trusted. */
const TRUSTED_MS = 60_000;
const MOST_KEPT = 50_000;
const BATCH = 1000;

interface Entry {
  readonly key: CredentialKey;
  readonly state: CredentialState | undefined;
  /** When the query began that found it, so that an older answer never replaces a newer one. */
  readonly asOf: number;
  /** When it was told that it may have changed. */
  doubtedAt: number;
  askedAt: number;
}

/**
 * What this process knows of the credentials in use. Every one that was asked for lately is read again every two
 * seconds, many at a time, and at once when a revocation is signalled: so a request costs no query, and what was
 * revoked on any node ends everywhere within seconds.
 */
export class CredentialStates {
  /** By last use, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #loader: DataLoader<CredentialKey, CredentialState | undefined>;

  constructor(db: Database) {
    this.#loader = new DataLoader((keys) => loadStates(db, keys), { cache: false, maxBatchSize: BATCH });
  }

  /** The state, at most three seconds old; undefined where there is no such credential. */
  async current(key: CredentialKey): Promise<CredentialState | undefined> {
    const now = performance.now();
    const known = this.#ask(key, now);
    if (known && known.asOf > known.doubtedAt && now - known.asOf < FRESH_MS) return known.state;
    const state = await this.#loader.load(key);
    if (state || known) this.#keep({ key, state, asOf: now, doubtedAt: 0, askedAt: now });
    return state;
  }

  /**
   * The state as it was last read, without reading, by the name of its key; undefined where nothing recent is known.
   * Asked for every message to every socket, so it is a look into a map and no more.
   */
  peek(name: string): CredentialState | undefined {
    const known = this.#entries.get(name);
    if (!known) return undefined;
    const now = performance.now();
    known.askedAt = now;
    return now - known.asOf < TRUSTED_MS ? known.state : undefined;
  }

  /** Something of these tenants was revoked: from now on nobody is let in by what was read before. */
  doubt(isMeant: (tenantId: string) => boolean): void {
    const now = performance.now();
    for (const entry of this.#entries.values()) {
      if (isMeant(entry.key.tenantId)) entry.doubtedAt = now;
    }
  }

  /** Reads again what is in use: all, or what is of these tenants. Forgets what has not been asked for lately. */
  async refresh(isMeant: (tenantId: string) => boolean = () => true): Promise<void> {
    const now = performance.now();
    for (const [name, entry] of this.#entries) {
      if (now - entry.askedAt > KEPT_MS) this.#entries.delete(name);
    }
    const meant = [...this.#entries.values()].filter(({ key }) => isMeant(key.tenantId));
    const states = await Promise.all(meant.map(({ key }) => this.#loader.load(key)));
    for (const [index, { key, askedAt }] of meant.entries()) {
      this.#keep({ key, state: states[index], asOf: now, doubtedAt: 0, askedAt });
    }
  }

  #ask(key: CredentialKey, now: number): Entry | undefined {
    const name = nameOf(key);
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    entry.askedAt = now;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry;
  }

  #keep(entry: Entry): void {
    const name = nameOf(entry.key);
    const known = this.#entries.get(name);
    if (known && known.asOf > entry.asOf) return;
    const { askedAt, doubtedAt } = known ?? entry;
    this.#entries.set(name, { ...entry, askedAt: Math.max(askedAt, entry.askedAt), doubtedAt });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST_KEPT) break;
      this.#entries.delete(oldest);
    }
  }
}

const statesOfDatabase = new WeakMap<Database, CredentialStates>();

/** The states that this process keeps of a database: one set, whoever asks. */
export function credentialStates({ db }: { db: Database }): CredentialStates {
  const states = statesOfDatabase.get(db) ?? new CredentialStates(db);
  statesOfDatabase.set(db, states);
  return states;
}
