import { z } from 'zod';
import type { Try } from '../engine/try-step.ts';
import type { StepResult } from '../step-result.ts';
import { awaitDecision } from './await-decision.ts';

const DAY_SECONDS = 24 * 3600;

const Question = z.object({
  text: z.string().default(''),
  deadlineSeconds: z.int().default(7 * DAY_SECONDS),
  onDeadline: z.enum(['REJECT', 'APPROVE']).default('REJECT'),
});
const Message = z.object({ channel: z.string(), ts: z.string() }).partial();

/**
 * A step whose action asks people: it asks once, and then waits. The buttons carry the step's id, which says nothing to
 * who sees it: a press counts by its signature, at the connection that has asked, for the message that was sent.
 */
export async function askByAction(
  { flow, step, input }: Pick<Try, 'flow' | 'step' | 'input'>,
  { now, portalUrl }: { now: Date; portalUrl: string | undefined },
  ask: (input: object) => Promise<StepResult>,
): Promise<StepResult> {
  const { text, deadlineSeconds, onDeadline } = Question.parse(input ?? {});
  const question = { deadlineSeconds, onDeadline, waitingFor: `an approval: ${text}` };
  if (step.wait?.kind === 'approval') return awaitDecision({ step, now }, question);
  const asking = portalUrl === undefined ? text : withLink(text, `${portalUrl}/flows/${flow.id}`);
  const sent = await ask({ ...(input as object), text: asking, reference: step.id });
  if (sent.kind !== 'done' || sent.outcome !== 'changed') return sent;
  const asked = Message.safeParse(sent.output).data ?? {};
  const waits = awaitDecision({ step, now }, { ...question, asked });
  return { ...waits, effects: sent.effects, logs: sent.logs };
}

/** So long a text every action that asks may take; the question is worth more than the link. */
const LONGEST_TEXT = 3000;

function withLink(text: string, url: string): string {
  const linked = `${text}\n${url}`;
  return linked.length <= LONGEST_TEXT ? linked : text;
}
