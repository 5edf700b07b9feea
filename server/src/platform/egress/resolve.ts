import { lookup, Resolver } from 'node:dns/promises';
import { Slots } from './concurrency.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** All addresses of a name. Rejects when there are none. */
export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

const LOOPBACK: ResolvedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];
const QUERY_TIMEOUT_MS = 2_000;
const QUERY_TRIES = 2;
/** DNS knows no such name, or there is no DNS server at all. */
const NAME_UNKNOWN = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED']);
/** getaddrinfo holds a thread of libuv's four while it waits; a slow name must not take them all. */
const HOSTS_FILE_THREADS = 2;

/**
 * Asks DNS directly, which needs no thread, and only for names unknown there this machine's own sources (hosts
 * file, search list). `localhost` and its subdomains are loopback by definition and never asked (RFC 6761, 6.3).
 */
export function createSystemResolve(): Resolve {
  const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: QUERY_TRIES });
  const threads = new Slots(HOSTS_FILE_THREADS);
  return async (host) => {
    if (host === 'localhost' || host.endsWith('.localhost')) return LOOPBACK;
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (addresses.length > 0) return addresses;
    const failure = [v4, v6].find((answer) => answer.status === 'rejected' && !NAME_UNKNOWN.has(answer.reason?.code));
    if (failure?.status === 'rejected') throw failure.reason;
    await threads.take();
    try {
      return await lookup(host, { all: true });
    } finally {
      threads.release();
    }
  };
}

/** Connections that open at the same moment share one question. */
export function sharingQuestions(resolve: Resolve): Resolve {
  const asked = new Map<string, Promise<ResolvedAddress[]>>();
  return (host) => {
    const known = asked.get(host);
    if (known) return known;
    const answer = (async () => resolve(host))().finally(() => asked.delete(host));
    asked.set(host, answer);
    return answer;
  };
}
