import type { SqlTxContext } from '../../transaction.ts';

/** Belongs to every change of when tasks fire: after the commit, schedulers look again. */
export function announceSchedule({ tx, signals, tenantId }: SqlTxContext): void {
  tx.afterCommit(() => signals.raise('tasks', [tenantId]));
}

/** Belongs to every change of runs: after the commit, whoever watches them looks. */
export function announceRuns({ tx, signals, tenantId }: SqlTxContext): void {
  tx.afterCommit(() => signals.raise('runs', [tenantId]));
}
