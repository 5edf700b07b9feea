import { systemContext } from '../../../../context.ts';
import { newId } from '../../../../platform/id.ts';
import { startClaimLoop, type WorkerIdentity } from '../../../../platform/workers/index.ts';
import { sqlTransaction } from '../../../../transaction.ts';
import { closeMessage } from '../slack/close-message.ts';
import { takePress } from '../slack/take-press.ts';
import { claimErrands, writeErrand } from './errand.sql.ts';
import { type ClaimedErrand, Errand, type ErrandParts, type Tried } from './errand.ts';

const AT_ONCE = 10;
/** Longer than all that an errand asks its provider may take. */
const LEASE_MS = 150_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 300_000;

/** Does errands, each by one worker at a time. Those of a worker that dies are another's at its next look. */
export function startErrands(
  { services, runAction }: Omit<ErrandParts, 'signal'>,
  worker: WorkerIdentity,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  const parts = { services, runAction, signal: ending.signal };
  const start = (errand: ClaimedErrand) => {
    const running = runErrand(parts, errand).finally(() => underWay.delete(running));
    underWay.add(running);
  };
  const claim = async () => {
    const now = services.clock.now();
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    const bounds = { workerId: worker.id, now, leasedUntil, room: AT_ONCE - underWay.size };
    const claimed = await services.db.system((tx) => claimErrands(tx, bounds));
    claimed.forEach(start);
    return { again: claimed.length > 0, waitsForRoom: false };
  };
  const loop = startClaimLoop(
    { ...services, worker },
    {
      name: 'approval errands',
      topics: ['approval_errands'],
      hasRoom: () => underWay.size < AT_ONCE,
      claim,
      onFailure: () => undefined,
    },
  );
  return {
    stop: async () => {
      await loop.stop();
      ending.abort();
      await Promise.all(underWay);
    },
  };
}

async function runErrand(parts: ErrandParts, claimed: ClaimedErrand): Promise<void> {
  const { services, signal } = parts;
  try {
    const tried = await tryErrand(parts, claimed);
    // What was broken off is found by whoever comes after this process.
    if (tried.isOver || signal.aborted) return;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (claimed.attempts - 1), LONGEST_PAUSE_MS);
    const dueAt = new Date(services.clock.now().getTime() + pauseMs);
    const ctx = systemContext(services, claimed.tenantId, newId());
    await sqlTransaction(ctx, (ctx) => writeErrand(ctx, claimed, { error: tried.error, dueAt }));
  } catch (error) {
    services.log.error({ err: error, errandId: claimed.id }, 'an errand for an approval is left to its next try');
  }
}

function tryErrand(parts: ErrandParts, claimed: ClaimedErrand): Promise<Tried> {
  const errand = Errand.parse(claimed);
  return errand.kind === 'press' ? takePress(parts, claimed, errand.data) : closeMessage(parts, claimed, errand.data);
}
