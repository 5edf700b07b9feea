/**
 * How much one process has under way, by tenant and by integration. A tenant whose sends move is asked to wait a
 * moment when its room is full; an integration that is stuck does not hold up the others of its tenant: what it
 * cannot take at once waits in the queue. Once the process is full, only those go on that have little under way, so
 * that a few tenants with slow receivers do not stop all others.
 */
export interface LaneBounds {
  perProcess: number;
  perTenant: number;
  /** Of one tenant, while the process is full. */
  perTenantWhenFull: number;
  perIntegration: number;
  /** A lane whose oldest send is older than this is stuck, not busy. */
  stuckMs: number;
}

const LANE_BOUNDS: LaneBounds = {
  perProcess: 1500,
  perTenant: 500,
  perTenantWhenFull: 60,
  perIntegration: 500,
  stuckMs: 2000,
};

/** A process that is full takes in small tenants up to this many times its bound. */
const OVERFULL = 2;

class Lane {
  /** Start times by delivery id, in order of start. */
  readonly underWay = new Map<string, number>();

  oldestMs(now: number): number {
    const [first] = this.underWay.values();
    return first === undefined ? 0 : now - first;
  }
}

export class Lanes {
  readonly #bounds: LaneBounds;
  readonly #tenants = new Map<string, Lane>();
  readonly #integrations = new Map<string, Lane>();
  readonly #roomListeners = new Set<() => void>();
  #total = 0;

  constructor(bounds: LaneBounds = LANE_BOUNDS) {
    this.#bounds = bounds;
  }

  get total(): number {
    return this.#total;
  }

  hasRoom(): boolean {
    return this.#total < this.#bounds.perProcess * OVERFULL;
  }

  has(tenantId: string, deliveryId: string): boolean {
    return this.#tenants.get(tenantId)?.underWay.has(deliveryId) ?? false;
  }

  /** Tenants that have all they may have under way. */
  fullTenants(): string[] {
    const bound = this.#tenantBound(this.#total);
    return [...this.#tenants].filter(([, { underWay }]) => underWay.size >= bound).map(([tenantId]) => tenantId);
  }

  /** Integrations that have all they may have under way. */
  fullIntegrations(): string[] {
    const { perIntegration } = this.#bounds;
    return [...this.#integrations].filter(([, { underWay }]) => underWay.size >= perIntegration).map(([id]) => id);
  }

  /** Full tenants whose next events may wait for the room that is about to come free. */
  busyTenants(now: number): string[] {
    const { perProcess, stuckMs } = this.#bounds;
    const isFull = this.#total >= perProcess;
    return this.fullTenants().filter((tenantId) => {
      const tenant = this.#tenants.get(tenantId);
      return isFull || (tenant !== undefined && tenant.oldestMs(now) < stuckMs);
    });
  }

  /** Answers, one after the other, which deliveries of one claim may start at once; each yes counts for the next. */
  booking(now: number): (tenantId: string, integrationId: string) => boolean {
    const ofTenant = new Map<string, number>();
    const ofIntegration = new Map<string, number>();
    let booked = 0;
    return (tenantId, integrationId) => {
      const tenantBooked = ofTenant.get(tenantId) ?? 0;
      const integrationBooked = ofIntegration.get(integrationId) ?? 0;
      const tenantSize = (this.#tenants.get(tenantId)?.underWay.size ?? 0) + tenantBooked;
      // A busy tenant may grow beyond its bound by one claim: it is not claimed again until it has shrunk.
      if (tenantSize >= this.#tenantBound(this.#total + booked) * 2) return false;
      if (!this.#takes(integrationId, now, integrationBooked)) return false;
      ofTenant.set(tenantId, tenantBooked + 1);
      ofIntegration.set(integrationId, integrationBooked + 1);
      booked += 1;
      return true;
    };
  }

  start(tenantId: string, integrationId: string, deliveryId: string, now: number): void {
    lane(this.#tenants, tenantId).underWay.set(deliveryId, now);
    lane(this.#integrations, integrationId).underWay.set(deliveryId, now);
    this.#total += 1;
  }

  end(tenantId: string, integrationId: string, deliveryId: string): void {
    const left = remove(this.#tenants, tenantId, deliveryId);
    remove(this.#integrations, integrationId, deliveryId);
    this.#total -= 1;
    const { perProcess, perTenant, perTenantWhenFull } = this.#bounds;
    const hasRoomAgain = left === perTenant - 1 || left === perTenantWhenFull - 1 || this.#total === perProcess - 1;
    if (hasRoomAgain) for (const listener of this.#roomListeners) listener();
  }

  /** Calls when a tenant, or the process, goes below one of its bounds. */
  onRoom(listener: () => void): () => void {
    this.#roomListeners.add(listener);
    return () => this.#roomListeners.delete(listener);
  }

  #tenantBound(total: number): number {
    const { perProcess, perTenant, perTenantWhenFull } = this.#bounds;
    return total >= perProcess ? perTenantWhenFull : perTenant;
  }

  #takes(integrationId: string, now: number, booked: number): boolean {
    const { perIntegration, stuckMs } = this.#bounds;
    const lane = this.#integrations.get(integrationId);
    if (!lane) return booked < perIntegration;
    if (lane.oldestMs(now) >= stuckMs) return false;
    // As with the tenant: it may grow beyond its bound by one claim.
    return lane.underWay.size + booked < perIntegration * 2;
  }
}

function lane(lanes: Map<string, Lane>, key: string): Lane {
  const known = lanes.get(key);
  if (known) return known;
  const created = new Lane();
  lanes.set(key, created);
  return created;
}

/** Answers how many are left. */
function remove(lanes: Map<string, Lane>, key: string, deliveryId: string): number {
  const known = lanes.get(key);
  known?.underWay.delete(deliveryId);
  if (known?.underWay.size === 0) lanes.delete(key);
  return known?.underWay.size ?? 0;
}
