import { setImmediate as turn } from 'node:timers/promises';
import type { Strays } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { IntegrationHealth } from './integration-health.ts';
import type { Lanes } from './lanes.ts';
import { type Claimed, decideOutcome } from './outcome.ts';
import type { OutcomeWriter } from './outcome-writer.ts';
import type { Rests } from './rests.ts';
import { type SendResult, send } from './send.ts';

const OUTCOME_LABELS = { SUCCESS: 'success', PENDING: 'retry', FAILED: 'failed' } as const;

export interface Performer {
  /**
   * Sends claimed deliveries and records what came of each; resolves when all of it is in the database. Never
   * rejects: callers do not wait for it. `isCommitted` tells whether the claim was committed, where it may not be yet;
   * of one that was not, nothing is recorded.
   */
  perform(claimed: readonly Claimed[], isCommitted?: Promise<boolean>): Promise<void>;
}

/** So many are prepared in one turn of the event loop; then it is the turn of answers, and of other claims. */
const PREPARED_A_TURN = 25;
const COMMITTED = Promise.resolve(true);

export function createPerformer(
  services: Services,
  parts: { lanes: Lanes; rests: Rests; writer: OutcomeWriter; health: IntegrationHealth; strays: Strays },
): Performer {
  const { clock, metrics, log } = services;
  const { lanes, rests, writer, health, strays } = parts;

  const sendOne = async (claimed: Claimed, isCommitted: Promise<boolean>): Promise<void> => {
    const { event, integration, action } = claimed;
    if (claimed.attemptCount === 0)
      metrics.commitToSentSeconds.observe((clock.now().getTime() - event.firedAt.getTime()) / 1000);
    const result = await send(services, claimed);
    noteRest(rests, action.id, result);
    // Another claim sends it again, and records what comes of that.
    if (!(await isCommitted)) return;
    const outcome = decideOutcome(claimed, result, clock, Math.random());
    if (outcome.attempt) {
      metrics.deliveries.inc(OUTCOME_LABELS[outcome.status]);
      metrics.attemptSeconds.observe(outcome.attempt.durationMs / 1000);
    }
    health.note(integration, result);
    await writer.write(outcome);
  };

  const performOne = async (claimed: Claimed, isCommitted: Promise<boolean>): Promise<void> => {
    const { deliveryId, event, integration } = claimed;
    try {
      await sendOne(claimed, isCommitted);
    } catch (error) {
      strays.suspect();
      log.error({ err: error, deliveryId }, 'a delivery was given up half-way, and is handed back');
    } finally {
      lanes.end(event.tenantId, integration.id, deliveryId);
    }
  };

  return {
    perform: async (claimed, isCommitted = COMMITTED) => {
      const now = Date.now();
      for (const { deliveryId, event, integration } of claimed)
        lanes.start(event.tenantId, integration.id, deliveryId, now);
      const running: Promise<void>[] = [];
      for (const one of claimed) {
        if (running.length > 0 && running.length % PREPARED_A_TURN === 0) await turn();
        running.push(performOne(one, isCommitted));
      }
      await Promise.all(running);
    },
  };
}

/** Whether the receiver is to be left alone from now on. Waiting for a place of one's own says nothing of it. */
function noteRest(rests: Rests, actionId: string, result: SendResult): void {
  if (result.outcome !== 'success' && result.restMs !== undefined) {
    const reason =
      result.outcome === 'deferred' ? result.error : `the receiver is left alone for a while: ${result.error}`;
    rests.begin(actionId, { untilMs: Date.now() + result.restMs, reason });
  } else if (result.outcome !== 'deferred') rests.end(actionId);
}
