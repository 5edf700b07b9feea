import type { SandboxRun } from './contract.ts';
import type { SandboxProcess } from './process.ts';

export interface PlacementRules {
  /** Processes that may be busy at a time. */
  processes: number;
  /** Runs that a process holds at a time. */
  runsPerProcess: number;
}

/**
 * Where a tenant's next run goes; undefined when it has to wait.
 *
 * 1. A process holds runs of one tenant at a time: what kills it, or looks into it, is that tenant's own doing.
 * 2. A tenant's first run takes any idle process. Its further runs spread while idle processes are left over for
 *    others, and over half of all processes at most, whatever else is idle: who comes next finds places.
 * 3. Of idle ones, one that has loaded the run's plugin is best, and one that has loaded another's is last.
 * 4. Beyond that they share the processes that the tenant has, unless somebody else waits for one of them.
 */
export function placeFor(
  run: SandboxRun,
  processes: readonly SandboxProcess[],
  { rules, othersWait }: { rules: PlacementRules; othersWait: boolean },
): SandboxProcess | undefined {
  const idle = processes.filter((process) => process.tenantId === undefined);
  const own = processes.filter((process) => process.tenantId === run.tenantId);
  const best = idle.find((process) => process.isReadyFor(run)) ?? idle[0];
  const most = Math.max(1, Math.floor(rules.processes / 2));
  if (own.length === 0) return best;
  if (own.length < most && idle.length > 1) return best;
  if (othersWait) return undefined;
  return own
    .filter((process) => process.running < rules.runsPerProcess)
    .reduce<SandboxProcess | undefined>(
      (least, process) => (least && least.running <= process.running ? least : process),
      undefined,
    );
}
