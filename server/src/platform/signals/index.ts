import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import type { Log } from '../log.ts';

/** What a node may tell the others about. A signal carries no data: who hears it reads the rows. */
export type Topic =
  | 'events'
  | 'deliveries'
  | 'jobs'
  | 'integrations'
  | 'revocations'
  | 'tasks'
  | 'runs'
  | 'ready_runs'
  | 'cancelled_runs'
  | 'flows'
  | 'ready_flows'
  | 'sleeping_flows'
  | 'cancelled_flows'
  | 'approval_errands';

export interface Signals {
  /**
   * Tells of a committed change of these tenants: here at once, on other nodes by one coalesced NOTIFY. It may
   * be lost (a crash, a reconnect): every listener also looks by itself now and then.
   */
  raise(topic: Topic, tenantIds: Iterable<string>): void;
  on(topic: Topic, listener: (tenantIds: ReadonlySet<string>) => void): () => void;
  /** Runs after the connection to the other nodes was lost and is back: anything may have been missed. */
  onResume(listener: () => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'joinery';
/** NOTIFY takes a database-wide lock at commit: at most this often, whatever happens in between. */
const MIN_INTERVAL_MS = 100;
/** The payload of NOTIFY is limited to 8,000 bytes; past this many tenants in all, a signal concerns everyone. */
const MOST_TENANTS = 150;
const EVERYONE = '*';
const RECONNECT_MS = 500;

type Pending = Map<Topic, Set<string>>;

export async function openSignals({ url, log }: { url: string; log: Log }): Promise<Signals> {
  const node = randomUUID();
  const listeners = new Map<Topic, Set<(tenantIds: ReadonlySet<string>) => void>>();
  const resumeListeners = new Set<() => void>();
  let pending: Pending = new Map();
  let timer: NodeJS.Timeout | undefined;
  let lastSent = 0;
  let sending: Promise<void> = Promise.resolve();
  let client: pg.Client | undefined;
  let isClosed = false;

  const call = <A extends unknown[]>(listener: (...args: A) => void, ...args: A) => {
    try {
      listener(...args);
    } catch (error) {
      // Who raised it has committed by now, and must not be told otherwise.
      log.error({ err: error }, 'signals: a listener failed');
    }
  };

  const tell = (topic: Topic, tenantIds: ReadonlySet<string>) => {
    for (const listener of listeners.get(topic) ?? []) call(listener, tenantIds);
  };

  const tellOthers = async () => {
    // What gathers while the connection is away is sent when it is back.
    if (!client || pending.size === 0) return;
    lastSent = Date.now();
    const topics = toPayload(pending);
    pending = new Map();
    try {
      await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ node, topics })]);
    } catch (error) {
      log.debug({ err: error }, 'signals: not told to other nodes; their polls will find it');
    }
  };

  const send = () => {
    timer = undefined;
    sending = sending.then(tellOthers);
  };

  const receive = (payload: string | undefined) => {
    const message = parseMessage(payload);
    if (!message) log.warn({ payload }, 'signals: not understood');
    else if (message.node !== node)
      for (const [topic, ids] of Object.entries(message.topics)) tell(topic as Topic, new Set(ids));
  };

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, application_name: 'joinery_signals', keepAlive: true });
    const lost = (error?: Error) => {
      if (client !== next || isClosed) return;
      client = undefined;
      log.warn({ err: error }, 'signals: connection lost, reconnecting');
      setTimeout(reconnect, RECONNECT_MS);
    };
    next.on('error', lost);
    next.on('end', () => lost());
    next.on('notification', ({ payload }) => receive(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      if (isClosed) throw new Error('closed while connecting');
    } catch (error) {
      void next.end().catch(() => undefined);
      throw error;
    }
    client = next;
    send();
  };

  const reconnect = async () => {
    if (isClosed) return;
    try {
      await connect();
      for (const listener of resumeListeners) call(listener);
    } catch (error) {
      log.debug({ err: error }, 'signals: the database is not back yet');
      setTimeout(reconnect, RECONNECT_MS);
    }
  };

  await connect();
  return {
    raise: (topic, tenantIds) => {
      const ids = new Set(tenantIds);
      if (ids.size === 0 || isClosed) return;
      tell(topic, ids);
      const waiting = pending.get(topic) ?? new Set();
      for (const id of ids) waiting.add(id);
      pending.set(topic, waiting);
      timer ??= setTimeout(send, Math.max(0, lastSent + MIN_INTERVAL_MS - Date.now()));
    },
    on: (topic, listener) => subscribe(listeners, topic, listener),
    onResume: (listener) => {
      resumeListeners.add(listener);
      return () => resumeListeners.delete(listener);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await sending;
      await client?.end();
    },
  };
}

function toPayload(pending: Pending): Record<string, string[]> {
  const count = [...pending.values()].reduce((sum, ids) => sum + ids.size, 0);
  return Object.fromEntries([...pending].map(([topic, ids]) => [topic, count > MOST_TENANTS ? [EVERYONE] : [...ids]]));
}

const Message = z.object({ node: z.string(), topics: z.record(z.string(), z.array(z.string())) });

/** Whoever can connect can notify: what is not a signal of ours is undefined. */
function parseMessage(payload: string | undefined): z.infer<typeof Message> | undefined {
  try {
    return Message.parse(JSON.parse(payload ?? ''));
  } catch {
    return undefined;
  }
}

function subscribe<K, L>(listeners: Map<K, Set<L>>, key: K, listener: L): () => void {
  const set = listeners.get(key) ?? new Set<L>();
  listeners.set(key, set.add(listener));
  return () => set.delete(listener);
}
