import type { Context } from '../../context.ts';
import type { Placed } from './live-field.ts';
import type { Member } from './member.ts';
import { type Position, toCursor } from './position.ts';
import type { Rendered, Renderer } from './renderer.ts';

interface Page extends Rendered {
  /** Nothing between where the page begins and this is missing from it. */
  readonly end: Position;
}

/** Rows that were read; without any, `end` is how far there were none. */
export interface Read {
  readonly rows: readonly Placed<unknown>[];
  readonly end: Position;
}

/** Who listens to equal operations with equal rights: what one of them may see, all may. */
export class Group {
  readonly members = new Set<Member>();
  readonly #renderer: Renderer;
  readonly #beingRead = new Map<string, Promise<Page>>();

  constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  /** Renders a page once and gives it to all who are up to date. Whoever is not reads it by itself. */
  async handOut(page: readonly Placed<unknown>[]): Promise<void> {
    const ctx = this.#validContext();
    if (!ctx) return;
    const rendered = await this.#renderer.render(ctx, page);
    for (const member of this.members) if (member.isLive) member.give(rendered);
  }

  /** What comes after a position, read and rendered once for all who ask for it at the same time. */
  read(ctx: Context, position: Position, readRows: () => Promise<Read>): Promise<Page> {
    const key = toCursor(position);
    const known = this.#beingRead.get(key);
    if (known) return known;
    const page = this.#readPage(ctx, readRows).finally(() => this.#beingRead.delete(key));
    this.#beingRead.set(key, page);
    return page;
  }

  endAll(): void {
    for (const { listener } of this.members) listener.end('failed');
  }

  async #readPage(ctx: Context, readRows: () => Promise<Read>): Promise<Page> {
    const { rows, end } = await readRows();
    return { ...(await this.#renderer.render(ctx, rows)), end };
  }

  #validContext(): Context | null {
    for (const { listener } of this.members) {
      if (listener.isValid()) return listener.ctx;
      listener.end('forbidden');
    }
    return null;
  }
}
