import { sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import type { LiveField, Placed } from './live-field.ts';
import { isAfter, NIL_ID, type Position } from './position.ts';

/** A lost signal costs at most this. */
const POLL_MS = 1000;
/** A row may be committed while an older transaction is open: it is readable when that one ends, so look again soon. */
const AGAIN_MS = 15;
const LOOKS_AGAIN = 10;
const PAGE = 200;

/** Follows one tenant's rows for as long as anyone listens, and hands each page to all of them. */
export class Tailer<Row> {
  readonly #services: Services;
  readonly #field: LiveField<Row>;
  readonly #tenantId: string;
  readonly #listeners = new Set<(page: readonly Placed<Row>[]) => void>();
  readonly #off: (() => void)[];
  readonly #timer: NodeJS.Timeout;
  #position: Position;
  #isReading = false;
  #looksLeft = 0;
  #isClosed = false;

  private constructor(services: Services, field: LiveField<Row>, tenantId: string, position: Position) {
    this.#services = services;
    this.#field = field;
    this.#tenantId = tenantId;
    this.#position = position;
    const look = (tenantIds: ReadonlySet<string>) => {
      if (tenantIds.has(tenantId) || tenantIds.has('*')) this.#look();
    };
    this.#off = [services.signals.on(field.topic, look), services.signals.onResume(() => this.#look())];
    this.#timer = setInterval(() => this.#look(), POLL_MS);
  }

  static async open<Row>(services: Services, field: LiveField<Row>, tenantId: string): Promise<Tailer<Row>> {
    return new Tailer(services, field, tenantId, await currentPosition(services, tenantId));
  }

  /** Everything after this has not been handed out yet. */
  get position(): Position {
    return this.#position;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  listen(listener: (page: readonly Placed<Row>[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readAfter(position: Position): Promise<Placed<Row>[]> {
    return this.#services.db.tenantSql(this.#tenantId, (tx) => this.#field.read(tx, position, PAGE));
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const off of this.#off) off();
  }

  #look(): void {
    this.#looksLeft = LOOKS_AGAIN;
    if (!this.#isReading) void this.#readAll();
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#looksLeft > 0 && !this.#isClosed) {
        const page = await this.readAfter(this.#position);
        this.#handOut(page);
        if (page.length === PAGE) continue;
        this.#looksLeft = page.length > 0 ? Math.min(this.#looksLeft, 2) : this.#looksLeft - 1;
        if (this.#looksLeft > 0) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    } catch (error) {
      this.#services.log.warn({ err: error, field: this.#field.name }, 'live: could not read; the next look tries again');
    } finally {
      this.#isReading = false;
    }
  }

  #handOut(page: readonly Placed<Row>[]): void {
    const last = page.at(-1);
    if (!last || !isAfter(last.position, this.#position)) return;
    this.#position = last.position;
    for (const listener of this.#listeners) listener(page);
  }
}

/** From here on: whatever is written by a transaction that is still open now, or begins later. */
export function currentPosition({ db }: Services, tenantId: string): Promise<Position> {
  return db.tenantSql(tenantId, async (tx) => {
    const [row] = await tx.query<{ xid: string }>(sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`);
    return { xid: BigInt(row?.xid ?? 0), id: NIL_ID };
  });
}
