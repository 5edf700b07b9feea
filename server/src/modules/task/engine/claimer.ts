import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { claimReady, isAnyReady, TENANTS_A_CLAIM } from './claim.sql.ts';
import type { RunnerParts } from './runner-parts.ts';

/** A process that is nearly full claims a few at a time, unless that would keep one place free for longer than this. */
const A_FEW = 8;
const LONGEST_FREE_MS = 25;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Claims runs that are ready, as soon as a commit has made them so, and starts them. */
export function startClaimer(services: Services, parts: RunnerParts): { stop(): Promise<void> } {
  const { db, clock, config, signals } = services;
  const { underWay, runner, worker, strays } = parts;
  let after = NIL;
  let claimedAt = 0;

  const claim = async () => {
    const { room } = underWay;
    claimedAt = Date.now();
    const bounds = {
      workerId: worker.id,
      labels: config.runnerLabels,
      now: clock.now(),
      room,
      perTenant: config.runsPerTenant,
    };
    const claimed = await claimReady(db.systemOnce, { ...bounds, after });
    runner.start(claimed);
    // Round and round: a claim that took all there was room for goes on behind the last tenant that had its turn.
    const wasPartial = after !== NIL;
    const tenantIds = claimed.map(({ tenantId }) => tenantId).sort();
    after = claimed.length === room ? (tenantIds.at(-1) ?? NIL) : NIL;
    signals.raise('runs', new Set(tenantIds));
    const again = claimed.length === room || tenantIds.length >= TENANTS_A_CLAIM || wasPartial;
    // What was left, if anything, has a tenant without room: one of these runs has to end first, or another process's.
    return { again, waitsForRoom: claimed.length > 0 || (!again && (await isAnyReady(db.systemOnce, bounds))) };
  };

  return startClaimLoop(
    { ...services, worker },
    {
      name: 'runs',
      topics: ['ready_runs'],
      onRoom: (listener) => underWay.onEnded(listener),
      hasRoom: () => underWay.room >= A_FEW || (underWay.room > 0 && Date.now() - claimedAt >= LONGEST_FREE_MS),
      claim,
      onFailure: strays.suspect,
    },
  );
}
