import { isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { invalidField } from '../../errors.ts';
import { type IpAddress, parseAddress } from './address.ts';

/** Destinations that an operator exempts from the address rules. */
export interface AllowList {
  /** By name: whatever the host resolves to is exempt, cloud metadata excepted. */
  exemptsHost(host: string, port: number): boolean;
  /** By number, alone or in a range. */
  exemptsAddress(address: IpAddress, port: number): boolean;
  /** By exactly this number: what it takes to exempt cloud metadata. */
  namesAddress(address: IpAddress, port: number): boolean;
}

interface RangeEntry {
  network: IpAddress;
  bits: number;
  port: number | undefined;
}

interface HostEntry {
  host: string;
  isSuffix: boolean;
  port: number | undefined;
}

const HOST = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;
/** What would end the host inside of a URL. */
const NOT_IN_HOST = /[\s/?#@\\:%[\]]/;
/** What URL parsers read as an IPv4 number (WHATWG URL, "ends in a number"). */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/**
 * Reads exemptions: `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`, `::1`, `build.corp.example`, `*.corp.example`
 * (subdomains only); a single address or a name may end in `:port` (`[::1]:8080`).
 * Throws INVALID_INPUT that names the first wrong entry, by position and text.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const rangeEntries: RangeEntry[] = [];
  const hostEntries: HostEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const text = entry.trim().toLowerCase();
    const range = parseCidr(text) ?? parseSingleAddress(text);
    const host = range ? undefined : parseHost(text);
    if (range) rangeEntries.push(range);
    else if (host) hostEntries.push(host);
    else throw invalidField(`allow.${index}`, `"${entry}" is not an address, a CIDR range or a host name`);
  }
  return {
    exemptsHost: (host, port) => hostEntries.some((entry) => portFits(entry, port) && hostFits(entry, host)),
    exemptsAddress: (address, port) =>
      rangeEntries.some((entry) => portFits(entry, port) && addressFits(entry, address)),
    namesAddress: (address, port) =>
      rangeEntries.some((entry) => portFits(entry, port) && isWhole(entry) && addressFits(entry, address)),
  };
}

function parseCidr(text: string): RangeEntry | undefined {
  const [base, bits, ...rest] = text.split('/');
  if (base === undefined || bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined;
  const network = parseAddress(base);
  // An IPv4-mapped base has become IPv4, so its IPv6 length would mean something else.
  if (!network || (network.kind() === 'ipv4' && isIPv6(base))) return undefined;
  return Number(bits) <= width(network) ? { network, bits: Number(bits), port: undefined } : undefined;
}

function parseSingleAddress(text: string): RangeEntry | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  const { name, port } = bracketed
    ? { name: bracketed[1] ?? '', port: readPort(bracketed[2]) }
    : isIPv6(text)
      ? { name: text, port: undefined }
      : splitPort(text);
  const network = parseAddress(name);
  if (!network || port === null || (bracketed && !isIPv6(name))) return undefined;
  return { network, bits: width(network), port };
}

function parseHost(text: string): HostEntry | undefined {
  const isSuffix = text.startsWith('*.');
  const { name, port } = splitPort(isSuffix ? text.slice(2) : text);
  const host = NOT_IN_HOST.test(name) ? '' : domainToASCII(name.replace(/\.$/, ''));
  if (port === null || !HOST.test(host) || ENDS_IN_NUMBER.test(host)) return undefined;
  return { host, isSuffix, port };
}

function splitPort(text: string): { name: string; port: number | undefined | null } {
  const colon = text.lastIndexOf(':');
  return colon === -1
    ? { name: text, port: undefined }
    : { name: text.slice(0, colon), port: readPort(text.slice(colon + 1)) };
}

/** null when it is none. */
function readPort(digits: string | undefined): number | undefined | null {
  if (digits === undefined) return undefined;
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

function width(address: IpAddress): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}

function isWhole(entry: RangeEntry): boolean {
  return entry.bits === width(entry.network);
}

function portFits(entry: { port: number | undefined }, port: number): boolean {
  return entry.port === undefined || entry.port === port;
}

function hostFits(entry: HostEntry, host: string): boolean {
  return entry.isSuffix ? host.endsWith(`.${entry.host}`) : host === entry.host;
}

function addressFits(entry: RangeEntry, address: IpAddress): boolean {
  return entry.network.kind() === address.kind() && address.match(entry.network, entry.bits);
}
