import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy, Endpoint } from './address-policy.ts';
import type { EgressTls } from './contract.ts';
import { AddressDenied, codeOf, HandshakeInterrupted, NameNotResolved } from './failure.ts';
import type { Resolve, ResolvedAddress } from './resolve.ts';
import type { Target } from './target.ts';

export interface ConnectorOptions {
  target: Target;
  policy: AddressPolicy;
  resolve: Resolve;
  connectTimeoutMs: number;
  tls: EgressTls | undefined;
}

/**
 * Opens the sockets of one origin.
 *
 * 1. A name is resolved here, each time a socket is opened; one forbidden address among the answers denies it.
 * 2. The socket gets the very addresses that were checked: there is no second lookup to rebind.
 * 3. Sockets do not look up literals, so they are checked before connecting.
 * 4. TLS sessions live in this connector alone: resumed under another group's trust or client certificate they
 *    would skip its verification.
 */
export function createConnector({ target, policy, resolve, connectTimeoutMs, tls }: ConnectorOptions) {
  const connect = buildConnector({
    ...(target.isSecure ? { ca: tls?.ca, cert: tls?.cert, key: tls?.key, rejectUnauthorized: true } : {}),
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: checkedLookup(target, policy, resolve),
  });
  return (options: buildConnector.Options, callback: buildConnector.Callback): void => {
    const denial = policy.denyEndpoint(target);
    if (denial !== undefined) callback(new AddressDenied(denial), null);
    else connect(options, target.isSecure ? tellingHandshake(callback) : callback);
  };
}

/** A connection that breaks off in the middle of the handshake looks like any reset; the remedy is another. */
function tellingHandshake(callback: buildConnector.Callback): buildConnector.Callback {
  return (...[error, socket]: Parameters<buildConnector.Callback>) => {
    if (error === null) callback(null, socket);
    else if (codeOf(error) === 'ECONNRESET') callback(new HandshakeInterrupted('', { cause: error }), null);
    else callback(error, null);
  };
}

function checkedLookup(target: Target, policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (_hostname, options, callback) => {
    resolveChecked(target, policy, resolve).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}

/** All addresses of a name, when none of them is forbidden. */
export async function resolveChecked(
  target: Endpoint,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<ResolvedAddress[]> {
  const addresses = await resolve(target.host).catch((error: unknown) => {
    throw new NameNotResolved(error);
  });
  if (addresses.length === 0) throw new NameNotResolved(undefined);
  return addresses.map(({ address }) => {
    const denial = policy.denyResolved(target, address);
    if (denial !== undefined) throw new AddressDenied(denial);
    return { address, family: isIP(address) };
  });
}
