import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { claimReady, isAnyReady } from './claim.sql.ts';
import type { RunnerParts } from './runner-parts.ts';

const NIL = '00000000-0000-0000-0000-000000000000';

/** Claims runs that are ready, as soon as a commit has made them so, and starts them. */
export function startClaimer(services: Services, parts: RunnerParts): { stop(): Promise<void> } {
  const { db, clock, config, signals } = services;
  const { underWay, runner, worker, strays } = parts;
  let after = NIL;
  let isMore = false;

  const claim = async () => {
    const { room } = underWay;
    const bounds = {
      workerId: worker.id,
      labels: config.runnerLabels,
      now: clock.now(),
      room,
      perTenant: config.runsPerTenant,
    };
    // Pipelined: the second sees what the first has left.
    const [claimed, isMoreReady] = await db.system((tx) =>
      Promise.all([claimReady(tx, { ...bounds, after }), isAnyReady(tx, bounds)]),
    );
    isMore = isMoreReady;
    runner.start(claimed);
    // Round and round: a claim that took all there was room for goes on behind the last tenant that had its turn.
    const wasPartial = after !== NIL;
    const tenantIds = claimed.map(({ tenantId }) => tenantId).sort();
    after = claimed.length === room ? (tenantIds.at(-1) ?? NIL) : NIL;
    signals.raise('runs', new Set(tenantIds));
    return { again: claimed.length > 0 || wasPartial, waitsForRoom: isMore };
  };

  return startClaimLoop(
    { ...services, worker },
    {
      name: 'runs',
      topics: ['ready_runs'],
      // Its tenant's runs may also end in another process.
      roomMs: 250,
      listen: (ring) => underWay.onEnded(() => isMore && ring()),
      hasRoom: () => underWay.room > 0,
      claim,
      onFailure: strays.suspect,
    },
  );
}
