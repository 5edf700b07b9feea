import type { ActionSecrets, CompiledOrProblem } from '../action/action-definition.ts';
import type { StoredSlackAction } from '../action/stored-action.ts';
import { compileText, RenderError } from './compile-text.ts';
import { compileOrProblem, renderOrError } from './rendering.ts';

const HEADERS = { 'content-type': 'application/json' };

/** Compiles a Slack message: a POST to the incoming webhook, whose URL is the credential. */
export function compileSlack(action: StoredSlackAction, secrets: ActionSecrets): CompiledOrProblem {
  return compileOrProblem(() => {
    const url = secrets.own.get('webhookUrl');
    if (url === undefined) throw new RenderError('webhookUrl: is not set');
    const renderMessage = compileText('message', action.message, 'slack');
    return {
      id: action.id,
      kind: 'slack',
      timeoutMs: action.timeoutSeconds * 1000,
      maxRetries: action.maxRetries,
      isSigned: false,
      render: renderOrError((event) => {
        const body = JSON.stringify({ text: renderMessage({ event, secrets: secrets.named }) });
        return { ok: true, kind: 'request', request: { method: 'POST', url, headers: HEADERS, body } };
      }),
    };
  });
}
