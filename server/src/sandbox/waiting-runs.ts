import type { SandboxResult, SandboxRun } from './contract.ts';
import type { RunHost } from './sandbox.ts';

export interface WaitingRun {
  run: SandboxRun;
  host: RunHost;
  resolve(result: SandboxResult): void;
}

/** Runs without a place, by tenant. Tenants take turns; a tenant's own runs keep their order. */
export class WaitingRuns {
  private readonly byTenant = new Map<string, WaitingRun[]>();
  size = 0;

  add(waiting: WaitingRun): void {
    const { tenantId } = waiting.run;
    const line = this.byTenant.get(tenantId);
    if (line) line.push(waiting);
    else this.byTenant.set(tenantId, [waiting]);
    this.size += 1;
  }

  /** Whose turn it is first. */
  tenants(): string[] {
    return [...this.byTenant.keys()];
  }

  first(tenantId: string): WaitingRun | undefined {
    return this.byTenant.get(tenantId)?.[0];
  }

  /** Takes the tenant's oldest run and puts the tenant behind all others. */
  take(tenantId: string): WaitingRun | undefined {
    const line = this.byTenant.get(tenantId);
    const first = line?.shift();
    if (!line || !first) return undefined;
    this.size -= 1;
    this.byTenant.delete(tenantId);
    if (line.length > 0) this.byTenant.set(tenantId, line);
    return first;
  }

  /** False when it waits no longer. */
  remove(waiting: WaitingRun): boolean {
    const line = this.byTenant.get(waiting.run.tenantId);
    const at = line?.indexOf(waiting) ?? -1;
    if (!line || at < 0) return false;
    line.splice(at, 1);
    this.size -= 1;
    if (line.length === 0) this.byTenant.delete(waiting.run.tenantId);
    return true;
  }
}
