import { setTimeout as pause } from 'node:timers/promises';
import type { Strays } from '../../../platform/workers/index.ts';
import { advance } from './advance.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { FlowsUnderWay } from './flows-under-way.ts';
import { LapsedClaim } from './progress.ts';
import type { TryParts } from './try-step.ts';

export interface FlowRunner {
  /** Brings claimed flows as far as they go. Callers do not wait for it. */
  start(claimed: readonly ClaimedFlow[]): void;
  /** Waits for what is under way, for so long; what is left then is stopped, and handed on as it is. */
  drain(ms: number): Promise<void>;
}

/** How long what was stopped may take to say so. */
const STOP_MS = 5000;

export function createFlowRunner(
  parts: TryParts,
  { underWay, strays }: { underWay: FlowsUnderWay; strays: Strays },
): FlowRunner {
  const { log } = parts.services;
  const runOne = async (flow: ClaimedFlow): Promise<void> => {
    try {
      await advance(parts, flow, underWay.add(flow));
    } catch (error) {
      if (error instanceof LapsedClaim) return;
      // The database was away: nobody works on it, so it is handed back.
      strays.suspect();
      log.error({ err: error, flowId: flow.id }, 'a flow was given up half-way');
    } finally {
      underWay.remove(flow);
    }
  };
  return {
    start: (claimed) => {
      for (const flow of claimed) void runOne(flow);
    },
    drain: async (ms) => {
      await untilIdle(underWay, ms);
      for (const { stop } of underWay.all()) stop('stopped');
      await untilIdle(underWay, STOP_MS);
    },
  };
}

async function untilIdle(underWay: FlowsUnderWay, ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (underWay.count > 0 && Date.now() < until) await pause(20);
}
