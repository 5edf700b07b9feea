import type { SqlTxContext } from '../../../transaction.ts';
import { type EventType, isEventType, isFailureEvent, recordEvent } from '../../event/index.ts';
import { triggeredBy } from '../run/triggered-by.ts';
import type { Ending } from './ending.ts';

/** Records the event that a failed or parked run is told by. */
export function tellOfEnding(ctx: SqlTxContext, { run, status, error, waitingReason }: Ending): void {
  const caused = { ...ctx, ...(run.eventId ? { cause: { eventId: run.eventId, depth: run.depth } } : {}) };
  const { id: task_id, name: task_name, type: task_type } = run.task;
  const facts = { task_id, task_name, task_type, triggered_by: triggeredBy(run), run_id: run.id };
  if (status === 'WAITING_CONFIRMATION') {
    recordEvent(caused, 'task.confirmation_needed', {
      ...facts,
      resource_type: 'task_run',
      reason: waitingReason ?? '',
    });
  } else if (begetsFailureEvent(run.event?.eventType)) {
    recordEvent(caused, 'task.run_failed', { ...facts, output: error ?? '' });
  }
}

/** A run that a failure has set off tells of no failure of its own: it would only set it off again. */
export function begetsFailureEvent(eventType: string | null | undefined): boolean {
  return !(eventType && isEventType(eventType) && isFailureEvent(eventType as EventType));
}
