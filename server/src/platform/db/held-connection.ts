import type pg from 'pg';
import { runTransaction, type SqlTransaction } from './transaction.ts';

/**
 * A connection kept in hand between transactions, one at a time. A transaction on it begins with the call: a pool hands
 * out its connections one turn of the event loop later, behind whatever else the turn has to do.
 */
export interface HeldConnection {
  system<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  /** Gives the connection back; the next transaction takes one again. */
  release(): void;
}

export function holdConnection(pool: pg.Pool): HeldConnection {
  let held: pg.PoolClient | undefined;

  const release = (broken?: Error) => {
    const client = held;
    held = undefined;
    client?.off('end', forget);
    client?.release(broken);
  };
  // The server has ended it: the next transaction takes another one, instead of finding out.
  const forget = () => release(new Error('the connection has ended'));

  return {
    system: async (work) => {
      const client = held ?? (await pool.connect());
      held = undefined;
      client.off('end', forget);
      return runTransaction(client, {
        tenantId: null,
        work,
        release: (broken) => {
          if (broken || held) return client.release(broken);
          held = client;
          client.once('end', forget);
        },
      });
    },
    release: () => release(),
  };
}
