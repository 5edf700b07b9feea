import type { ActionSecrets, CompiledOrProblem } from '../action/action-definition.ts';
import type { LogLevel, StoredLogAction } from '../action/stored-action.ts';
import { compileText } from './compile-text.ts';
import { compileOrProblem, renderOrError } from './rendering.ts';

const LEVELS = { INFO: 'info', WARN: 'warn', ERROR: 'error' } as const satisfies Record<LogLevel, string>;

/** Compiles a log entry. It goes nowhere, so it is not retried and takes no time. */
export function compileLog(action: StoredLogAction, secrets: ActionSecrets): CompiledOrProblem {
  return compileOrProblem(() => {
    const level = LEVELS[action.level];
    const renderMessage = compileText('message', action.message, 'text');
    return {
      id: action.id,
      kind: 'log',
      timeoutMs: 1000,
      maxRetries: 0,
      isSigned: false,
      render: renderOrError((event) => ({
        ok: true,
        kind: 'log',
        level,
        message: renderMessage({ event, secrets: secrets.named }),
      })),
    };
  });
}
