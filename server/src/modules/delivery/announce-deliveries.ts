import type { SqlTxContext } from '../../transaction.ts';

/** Belongs to every change of deliveries: after the commit, whoever watches them looks. */
export function announceDeliveries({ tx, signals, tenantId }: SqlTxContext): void {
  tx.afterCommit(() => signals.raise('deliveries', [tenantId]));
}
