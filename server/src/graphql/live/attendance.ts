import type { Context } from '../../context.ts';
import { BOUNDS } from '../limits/index.ts';
import type { LiveSocket } from './live-socket.ts';

/** All that may wait in this process for clients to read it; past this the slowest are cut off. */
const MOST_UNSENT_BYTES = 256 * 1024 * 1024;

/** Which sockets are open, and whose they are. */
export class Attendance {
  readonly #isStillValid: (ctx: Context) => boolean;
  readonly #sockets = new Set<LiveSocket>();
  readonly #known = new Map<LiveSocket, Context>();
  /** Sockets by actor and by tenant. */
  readonly #counts = new Map<string, number>();

  constructor(isStillValid: (ctx: Context) => boolean) {
    this.#isStillValid = isStillValid;
  }

  /** Whether there is no room for one more that has yet to say who it is. */
  get isFull(): boolean {
    const unknown = this.#sockets.size - this.#known.size;
    return this.#sockets.size >= BOUNDS.sockets || unknown >= BOUNDS.unknownSockets;
  }

  open(socket: LiveSocket): void {
    this.#sockets.add(socket);
  }

  /** Counts a socket for its actor; false, and the socket told why, when there are too many, or it is gone already. */
  enter(socket: LiveSocket, ctx: Context): boolean {
    if (!socket.isOpen) return false;
    const { actor, tenant } = keysOf(ctx);
    if (this.#count(actor) >= BOUNDS.socketsPerActor) return refuse(socket, 'sockets of one actor', 'socketsPerActor');
    if (this.#count(tenant) >= BOUNDS.socketsPerTenant) {
      return refuse(socket, 'sockets of one tenant', 'socketsPerTenant');
    }
    this.#known.set(socket, ctx);
    this.#add(ctx, 1);
    return true;
  }

  /** Forgets a socket that has closed. Answers whether it had been counted for an actor. */
  leave(socket: LiveSocket): boolean {
    const ctx = this.#known.get(socket);
    this.#sockets.delete(socket);
    this.#known.delete(socket);
    if (ctx) this.#add(ctx, -1);
    return ctx !== undefined;
  }

  /** Closes the sockets of those who may not stay. */
  sweep(): void {
    for (const [socket, ctx] of this.#known) if (!this.#isStillValid(ctx)) socket.close('forbidden');
    this.#cutOffSlowest();
  }

  /** Asks every client whether it is still there. */
  ping(): void {
    for (const socket of this.#sockets) socket.ping();
  }

  closeAll(): void {
    for (const socket of this.#sockets) socket.close('stopping');
  }

  #cutOffSlowest(): void {
    const waiting = [...this.#sockets]
      .map((socket) => ({ socket, bytes: socket.unsentBytes }))
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.bytes - a.bytes);
    let total = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { socket, bytes } of waiting) {
      if (total <= MOST_UNSENT_BYTES) return;
      socket.close('slow');
      total -= bytes;
    }
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  #add(ctx: Context, change: 1 | -1): void {
    for (const key of Object.values(keysOf(ctx))) {
      const count = this.#count(key) + change;
      if (count > 0) this.#counts.set(key, count);
      else this.#counts.delete(key);
    }
  }
}

function keysOf({ tenantId, actor }: Context) {
  return { tenant: tenantId, actor: `${tenantId} ${actor.id}` };
}

function refuse(socket: LiveSocket, what: string, bound: 'socketsPerActor' | 'socketsPerTenant'): false {
  socket.refuse(`LIMIT_EXCEEDED: ${what}: the limit is ${BOUNDS[bound]}`);
  return false;
}
