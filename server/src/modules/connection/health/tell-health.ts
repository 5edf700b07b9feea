import type { SqlTxContext } from '../../../transaction.ts';
import { recordEvent } from '../../event/index.ts';
import type { ConnectionRow } from '../internal.ts';

type HealthOf = Pick<ConnectionRow, 'health' | 'failingSince' | 'lastError'>;

export interface HealthChange {
  connection: Pick<ConnectionRow, 'id' | 'name'>;
  pluginName: string;
  before: Pick<ConnectionRow, 'health' | 'failingSince'>;
  after: HealthOf;
}

/** Tells that a connection began to fail, or works again; nothing where neither is so. Answers the event's id. */
export function tellHealth(ctx: SqlTxContext, change: HealthChange): string | undefined {
  const { before, after } = change;
  if (after.health === before.health) return undefined;
  if (after.health === 'FAILING') {
    const data = { ...dataOf(ctx, change, after.failingSince), error: after.lastError ?? '' };
    return recordEvent(ctx, 'connection.failing', data);
  }
  if (before.health !== 'FAILING') return undefined;
  return recordEvent(ctx, 'connection.recovered', dataOf(ctx, change, before.failingSince));
}

function dataOf({ clock }: SqlTxContext, { connection, pluginName }: HealthChange, since: Date | null) {
  return {
    connection_id: connection.id,
    connection_name: connection.name,
    plugin_name: pluginName,
    failing_since: (since ?? clock.now()).toISOString(),
    resource_type: 'connection',
  };
}
