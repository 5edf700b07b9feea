/**
 * How much one process has under way, by tenant and by integration. A tenant whose sends move is asked to wait a
 * moment when its room is full; an integration that is stuck does not hold up the others of its tenant: what it
 * cannot take at once is parked as jobs.
 */
export interface LaneBounds {
  perProcess: number;
  perTenant: number;
  perIntegration: number;
  /** A lane whose oldest send is older than this is stuck, not busy. */
  stuckMs: number;
}

export const LANE_BOUNDS: LaneBounds = { perProcess: 2400, perTenant: 1200, perIntegration: 600, stuckMs: 1000 };

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
  #total = 0;

  constructor(bounds: LaneBounds = LANE_BOUNDS) {
    this.#bounds = bounds;
  }

  get total(): number {
    return this.#total;
  }

  hasRoom(): boolean {
    return this.#total < this.#bounds.perProcess;
  }

  /** Tenants that are busy: their next events may wait for the room that is about to come free. */
  busyTenants(now: number): string[] {
    const { perTenant, stuckMs } = this.#bounds;
    return [...this.#tenants]
      .filter(([, lane]) => lane.underWay.size >= perTenant && lane.oldestMs(now) < stuckMs)
      .map(([tenantId]) => tenantId);
  }

  /** Whether one more delivery of the integration may start now; with `reserved` more about to start. */
  takes(integrationId: string, now: number, reserved: number): boolean {
    const lane = this.#integrations.get(integrationId);
    if (!lane) return reserved < this.#bounds.perIntegration;
    if (lane.oldestMs(now) >= this.#bounds.stuckMs) return false;
    // A busy lane may grow beyond its bound by one claim: its tenant is not claimed again until it has shrunk.
    return lane.underWay.size + reserved < this.#bounds.perIntegration * 2;
  }

  start(tenantId: string, integrationId: string, deliveryId: string, now: number): void {
    lane(this.#tenants, tenantId).underWay.set(deliveryId, now);
    lane(this.#integrations, integrationId).underWay.set(deliveryId, now);
    this.#total += 1;
  }

  end(tenantId: string, integrationId: string, deliveryId: string): void {
    remove(this.#tenants, tenantId, deliveryId);
    remove(this.#integrations, integrationId, deliveryId);
    this.#total -= 1;
  }
}

function lane(lanes: Map<string, Lane>, key: string): Lane {
  const known = lanes.get(key);
  if (known) return known;
  const created = new Lane();
  lanes.set(key, created);
  return created;
}

function remove(lanes: Map<string, Lane>, key: string, deliveryId: string): void {
  const known = lanes.get(key);
  known?.underWay.delete(deliveryId);
  if (known?.underWay.size === 0) lanes.delete(key);
}
