import { createAddressPolicy } from './address-policy.ts';
import { parseAllowList } from './allow-list.ts';
import { DEFAULT_LIMITS, type Egress, type EgressOptions } from './contract.ts';
import { Directory } from './directory.ts';
import { performRequest, type RequestContext } from './request.ts';
import { createSystemResolve, sharingQuestions } from './resolve.ts';
import { openSocket } from './socket.ts';

export { type AllowList, parseAllowList } from './allow-list.ts';
export type {
  Egress,
  EgressFailure,
  EgressFailureKind,
  EgressLimits,
  EgressOptions,
  EgressRequest,
  EgressResult,
  EgressSocket,
  EgressSocketRequest,
  EgressStats,
  EgressSuccess,
  EgressTls,
} from './contract.ts';
export type { Resolve, ResolvedAddress } from './resolve.ts';

/**
 * The only way out to the network. Its invariants:
 *
 * 1. No socket is opened to an address that the address rules forbid, however the URL, DNS or a redirect puts it.
 * 2. A request ends by its deadline and holds a bounded number of bytes, whatever the other side does.
 * 3. Groups share nothing that one of them can use up: slots, connections and circuits are each group's own. Lanes of
 *    a group have their turns at a destination, and none of them takes all of its slots.
 * 4. Memory is bounded by the limits, not by how many hosts were ever seen.
 *
 * Throws INVALID_INPUT when an entry of `allow` is wrong (see parseAllowList).
 */
export function createEgress(options: EgressOptions): Egress {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const clock = options.clock ?? (() => performance.now());
  const policy = createAddressPolicy(parseAllowList(options.allow));
  const resolve = sharingQuestions(options.resolve ?? createSystemResolve());
  const directory = new Directory({ policy, resolve, limits, clock });
  const context: RequestContext = { directory, limits, clock };

  return {
    request: (input) => performRequest(context, input),
    connect: (input) => openSocket({ directory, policy, resolve, limits, clock }, input),
    stats: () => directory.stats(),
    close: () => directory.close(),
  };
}
