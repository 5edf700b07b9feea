import { derivedId } from '../../../platform/id.ts';
import type { SqlTxContext } from '../../../transaction.ts';
import type { WaitState } from '../flow-step.ts';
import { addErrand } from './errand/errand.sql.ts';

/** A step as the engine holds it, or as its row is. */
interface Asking {
  id: string;
  name: string;
  connectionId: string | null;
  provider: string | null;
  input: unknown;
  wait: unknown;
}

/** A message with buttons that a step has sent, and that still stands as it was sent. */
export interface OpenQuestion {
  stepId: string;
  step: string;
  connectionId: string;
  channel: string;
  ts: string;
  text: string;
}

/** What a step has asked at a provider and waits for; null for any other step. */
export function openQuestion({ id, name, connectionId, provider, input, wait }: Asking): OpenQuestion | null {
  const state = wait as WaitState | null;
  if (provider !== 'slack' || connectionId === null || state?.kind !== 'approval') return null;
  const { channel, ts } = state.asked ?? {};
  if (!channel || !ts) return null;
  const { text = '' } = (input ?? {}) as { text?: string };
  return { stepId: id, step: name, connectionId, channel, ts, text };
}

/** The errand that closes a message. A step that is tried again asks by another one. */
export function closingId(stepId: string, ts: string): string {
  return derivedId(stepId, 'close', ts);
}

/**
 * Belongs to every change by which a step waits no more for what it has asked: after the commit the message says what has
 * become of it, in the place of its buttons. What is said first stands.
 */
export async function closeQuestion(
  ctx: SqlTxContext,
  flow: { id: string; chainName: string },
  question: OpenQuestion | null,
  ending: string,
): Promise<void> {
  if (!question) return;
  const { stepId, connectionId, step, channel, ts, text } = question;
  const names = { flowId: flow.id, chainName: flow.chainName, step };
  await addErrand(ctx, {
    id: closingId(stepId, ts),
    connectionId,
    kind: 'close',
    data: { ...names, channel, ts, question: text, ending },
  });
}
