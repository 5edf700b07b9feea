import { systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import { triggerTask } from '../../task/index.ts';
import type { Send, SendResult } from './send.ts';

/** Makes the run of a task that an action asks for. The same delivery again finds the run that it has made. */
export async function setOffTask(
  services: Services,
  taskId: string,
  { deliveryId, event, integration, isTest, startedAt }: Send & { startedAt: Date },
): Promise<SendResult> {
  const ctx = systemContext(services, event.tenantId, 'delivery');
  const trace = () => ({
    startedAt,
    durationMs: services.clock.now().getTime() - startedAt.getTime(),
    request: { taskId },
  });
  try {
    const runId = await triggerTask(ctx, { taskId, deliveryId, integrationName: integration.name, event, isTest });
    return { outcome: 'success', ...trace(), response: { runId } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') {
      return { outcome: 'failure', error: error.message, isFinal: true, ...trace() };
    }
    services.log.warn({ err: error, deliveryId, taskId }, 'a task could not be set off; it is tried again');
    return { outcome: 'failure', error: 'the task could not be set off', ...trace() };
  }
}
