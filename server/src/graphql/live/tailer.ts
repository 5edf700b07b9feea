import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import type { LiveField, Placed } from './live-field.ts';
import { isAfter, NIL_ID, notACursor, type Position } from './position.ts';

/** A lost signal costs at most this. */
const POLL_MS = 3000;
/** Between two reads, under load. What is not settled yet is looked at less and less often: an import takes minutes. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;
const PAGE = 200;

type HandOut = (page: readonly Placed<unknown>[]) => Promise<void>;

/** Follows one tenant's rows for as long as anyone listens. It reads on when a page has been handed out. */
export class Tailer {
  readonly #services: Services;
  readonly #field: LiveField;
  readonly #tenantId: string;
  readonly #handOut: HandOut;
  readonly #off: (() => void)[];
  readonly #timer: NodeJS.Timeout;
  #position: Position;
  #isReading = false;
  #isTold = false;
  #isClosed = false;

  private constructor(services: Services, field: LiveField, tenantId: string, position: Position, handOut: HandOut) {
    this.#services = services;
    this.#field = field;
    this.#tenantId = tenantId;
    this.#position = position;
    this.#handOut = handOut;
    const look = (tenantIds: ReadonlySet<string>) => {
      if (tenantIds.has(tenantId) || tenantIds.has('*')) this.#look();
    };
    this.#off = [services.signals.on(field.topic, look), services.signals.onResume(() => this.#look())];
    this.#timer = setInterval(() => this.#look(), POLL_MS);
  }

  static async open(services: Services, field: LiveField, tenantId: string, handOut: HandOut): Promise<Tailer> {
    const tailer = new Tailer(services, field, tenantId, await currentPosition(services, tenantId), handOut);
    // What was open when its place was taken may have ended without anyone being told again.
    tailer.#look();
    return tailer;
  }

  /** Everything up to this has been handed out, or is about to be. */
  get position(): Position {
    return this.#position;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The settled rows after a position; none when there is nothing new, or nothing settled. */
  async readAfter(position: Position): Promise<Placed<unknown>[]> {
    const { settled } = await this.#read(position);
    return settled;
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const off of this.#off) off();
  }

  #look(): void {
    this.#isTold = true;
    if (!this.#isReading) void this.#readAll();
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    try {
      let pauseMs = FIRST_PAUSE_MS;
      while (this.#isTold && !this.#isClosed) {
        this.#isTold = false;
        const { settled, isMore } = await this.#read(this.#position);
        await this.#handOutAll(settled);
        if (isMore) this.#isTold = true;
        if (!this.#isTold || settled.length === PAGE) continue;
        pauseMs = settled.length > 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        await pause(pauseMs);
      }
    } catch (error) {
      const { log } = this.#services;
      log.warn({ err: error, field: this.#field.name }, 'live: could not read; the next look tries again');
    } finally {
      this.#isReading = false;
    }
  }

  async #read(after: Position): Promise<{ settled: Placed<unknown>[]; isMore: boolean }> {
    const page = await this.#services.db.tenantSql(this.#tenantId, (tx) => this.#field.read(tx, after, PAGE));
    const open = page.findIndex(({ isSettled }) => !isSettled);
    return { settled: open < 0 ? page : page.slice(0, open), isMore: open >= 0 || page.length === PAGE };
  }

  async #handOutAll(page: readonly Placed<unknown>[]): Promise<void> {
    const last = page.at(-1);
    if (!last || this.#isClosed || !isAfter(last.position, this.#position)) return;
    this.#position = last.position;
    await this.#handOut(page);
  }
}

/** From here on: whatever is written by a transaction that is still open now, or begins later. */
export function currentPosition({ db }: Services, tenantId: string): Promise<Position> {
  return db.tenantSql(tenantId, async (tx) => {
    const [row] = await tx.query<{ xid: string }>(sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`);
    return { xid: BigInt(row?.xid ?? 0), id: NIL_ID };
  });
}

/** Refuses a position that has not been yet: of another database, or of this one before it was restored. */
export async function requirePast({ db }: Services, tenantId: string, { xid }: Position): Promise<void> {
  const isPast = await db.tenantSql(tenantId, async (tx) => {
    const [row] = await tx.query<{ past: boolean }>(
      sql`SELECT ${String(xid)}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) AS past`,
    );
    return row?.past;
  });
  if (!isPast) throw notACursor();
}
