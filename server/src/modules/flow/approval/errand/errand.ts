import { z } from 'zod';
import type { Services } from '../../../../services.ts';
import type { RunAction } from '../../action-runner.ts';

const Press = z.object({
  /** What the buttons carry: the id of the step that asks. */
  reference: z.string(),
  isApproved: z.boolean(),
  userId: z.string(),
  username: z.string(),
  channel: z.string(),
  ts: z.string(),
  /** Where whoever has pressed can be told something that nobody else sees; null where Slack gives none. */
  responseUrl: z.string().nullable(),
});

/** A press of a button at Slack, its signature checked. */
export type Press = z.output<typeof Press>;

const Close = z.object({
  flowId: z.string(),
  chainName: z.string(),
  step: z.string(),
  channel: z.string(),
  ts: z.string(),
  question: z.string(),
  /** What has become of it, for people. */
  ending: z.string(),
});

/** A message whose buttons are to be replaced by what has become of what it asks. */
export type Close = z.output<typeof Close>;

export const Errand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('press'), data: Press }),
  z.object({ kind: z.literal('close'), data: Close }),
]);

/** Something to be done at a provider for an approval that was asked there. */
export type Errand = z.output<typeof Errand>;

/** What a try comes to: it is over, and written so; or it is worth another try. */
export type Tried = { isOver: true } | { isOver: false; error: string };

/** An errand that this worker has claimed. */
export interface ClaimedErrand {
  tenantId: string;
  id: string;
  connectionId: string;
  kind: string;
  data: unknown;
  /** This one included. */
  attempts: number;
  workerId: string;
}

/** What errands are done with. */
export interface ErrandParts {
  services: Services;
  runAction: RunAction;
  /** Set off when this process is about to end. */
  signal: AbortSignal;
}
