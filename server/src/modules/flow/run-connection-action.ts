import type { RunAction } from './action-runner.ts';

/** Until a connection can be opened, an action of one is refused. */
export const runConnectionAction: RunAction = async () => ({
  effects: [],
  logs: [],
  outcome: 'failed',
  error: { kind: 'not_found', message: 'there is no such connection' },
});
