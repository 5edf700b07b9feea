import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { claimReady } from './claim.sql.ts';
import type { RunnerParts } from './runner-parts.ts';

const NIL = '00000000-0000-0000-0000-000000000000';

/** Claims runs that are ready, as soon as a commit has made them so, and starts them. */
export function startClaimer(services: Services, parts: RunnerParts): { stop(): Promise<void> } {
  const { db, clock, config, signals } = services;
  const { underWay, runner, worker, strays } = parts;
  let after = NIL;

  const claim = async () => {
    const { room } = underWay;
    const bounds = {
      workerId: worker.id,
      labels: config.runnerLabels,
      now: clock.now(),
      room,
      perTenant: config.runsPerTenant,
      after,
    };
    const claimed = await db.system((tx) => claimReady(tx, bounds));
    runner.start(claimed);
    // Round and round: a claim that took all there was room for goes on behind the last tenant that had its turn.
    const wasPartial = after !== NIL;
    const tenantIds = claimed.map(({ tenantId }) => tenantId).sort();
    after = claimed.length === room ? (tenantIds.at(-1) ?? NIL) : NIL;
    signals.raise('runs', new Set(tenantIds));
    return { again: claimed.length > 0 || wasPartial, waitsForRoom: false };
  };

  return startClaimLoop(
    { ...services, worker },
    {
      name: 'runs',
      topics: ['ready_runs'],
      roomMs: 20,
      hasRoom: () => underWay.room > 0,
      claim,
      onFailure: strays.suspect,
    },
  );
}
