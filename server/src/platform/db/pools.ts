import pg from 'pg';

export interface Pools {
  /** Role `joinery_app`: one tenant a transaction. */
  app: pg.Pool;
  /** Role `joinery_system`: the few jobs that look across tenants. */
  system: pg.Pool;
  close(): Promise<void>;
}

export interface PoolOptions {
  url: string;
  /** Upper bound of connections of the app role; the system role has half. */
  size: number;
  /** A connection that broke while idle (the server restarted). The pool replaces it by itself. */
  onIdleError(error: Error): void;
}

/**
 * The statements of the engines are few and find their rows by an index, whatever the values: planning a claim anew takes
 * ten times as long as making it. Their plans are kept, and may be made while tables are empty, when a scan looks cheapest.
 */
const PLANNED_ONCE = ' -c plan_cache_mode=force_generic_plan -c enable_seqscan=off';

const ignoreLoss = () => undefined;

export function openPools({ url, size, onIdleError }: PoolOptions): Pools {
  const open = (role: string, max: number, settings = '') => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      options: `-c role=${role}${settings}`,
      application_name: role,
      // Statements that are not awaited in between travel together; see transaction.ts.
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
    });
    pool.on('error', onIdleError);
    // While a connection is out of the pool nobody else listens, and an error without a listener would end the process.
    // Whoever holds it learns of the loss by the statement that fails.
    pool.on('connect', (client) => client.on('error', ignoreLoss));
    return pool;
  };
  const app = open('joinery_app', size);
  const system = open('joinery_system', Math.max(4, Math.ceil(size / 2)), PLANNED_ONCE);
  return {
    app,
    system,
    close: async () => {
      await Promise.all([app.end(), system.end()]);
    },
  };
}
