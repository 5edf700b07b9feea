import ipaddr from 'ipaddr.js';
import { AppError } from './errors.ts';

/** Whether what this peer says in `X-Forwarded-For` is believed. */
export type TrustedProxies = (address: string) => boolean;

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Where proxies stand that belong to a deployment: no client from elsewhere can have such an address. */
const INSIDE: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal']);

/**
 * Reads whose word counts: `false` for nobody's; `true` for that of addresses inside of a network (RFC 1918, RFC 4193,
 * loopback, link-local); or a list of addresses and CIDR ranges. INVALID_INPUT for anything else.
 */
export function readTrustedProxies(text: string): TrustedProxies {
  if (text === 'false') return () => false;
  if (text === 'true') return (address) => isAddress(address) && INSIDE.has(ipaddr.process(address).range());
  const networks = text.split(',').map((entry) => readNetwork(entry.trim()));
  return (address) => isAddress(address) && networks.some((network) => contains(network, ipaddr.process(address)));
}

function readNetwork(entry: string): Network {
  try {
    if (entry.includes('/')) return ipaddr.parseCIDR(entry);
    const address = ipaddr.process(entry);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch (cause) {
    throw new AppError('INVALID_INPUT', `"${entry}" is not an address or a CIDR range`, { cause });
  }
}

function isAddress(text: string): boolean {
  return ipaddr.isValid(text);
}

function contains([network, bits]: Network, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}
