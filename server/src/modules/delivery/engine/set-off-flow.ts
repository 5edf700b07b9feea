import { systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import type { Binding } from '../../chain/index.ts';
import { startFlowForEvent } from '../../flow/index.ts';
import type { Send, SendResult } from './send.ts';

/** Starts the flow that an action asks for. The same delivery again finds the flow that it has started. */
export async function setOffFlow(
  services: Services,
  wanted: { chainId: string; input: Binding; subjectId: Binding },
  { deliveryId, event, integration, startedAt }: Send & { startedAt: Date },
): Promise<SendResult> {
  const ctx = systemContext(services, event.tenantId, 'delivery');
  const { chainId, input, subjectId } = wanted;
  const trace = () => ({
    startedAt,
    durationMs: services.clock.now().getTime() - startedAt.getTime(),
    request: { chainId, input, subjectId },
  });
  try {
    const flowId = await startFlowForEvent(ctx, { ...wanted, deliveryId, integrationName: integration.name, event });
    return { outcome: 'success', ...trace(), response: { flowId } };
  } catch (error) {
    if (error instanceof AppError && FINAL.has(error.code)) {
      return { outcome: 'failure', error: error.message, isFinal: true, ...trace() };
    }
    services.log.warn({ err: error, deliveryId, chainId }, 'a flow could not be started; it is tried again');
    return { outcome: 'failure', error: 'the flow could not be started', ...trace() };
  }
}

/** What waiting does not make right: no such chain, or an input that it does not take. */
const FINAL: ReadonlySet<AppError['code']> = new Set(['NOT_FOUND', 'INVALID_INPUT', 'PRECONDITION_FAILED']);
