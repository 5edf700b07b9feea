import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** Why an address is not an ordinary public one. */
export interface SpecialRange {
  /** Completes the sentence "the address is …". */
  reason: string;
  /** Cloud metadata hands out credentials: no range that merely contains it exempts it. */
  isMetadata: boolean;
}

interface Range<Address extends IpAddress> {
  network: Address;
  bits: number;
  special: SpecialRange;
}

/** First match counts, so the narrower range stands first. */
const IPV4_RANGES = ranges((cidr) => ipaddr.IPv4.parseCIDR(cidr), {
  'unspecified (RFC 1122)': ['0.0.0.0/8'],
  'private (RFC 1918)': ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  'shared by a carrier-grade NAT (RFC 6598)': ['100.64.0.0/10'],
  'loopback (RFC 1122)': ['127.0.0.0/8'],
  'link-local (RFC 3927)': ['169.254.0.0/16'],
  'set aside for protocols (RFC 6890)': ['192.0.0.0/24'],
  'for documentation (RFC 5737)': ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'],
  'of the AS112 project (RFC 7534, 7535)': ['192.31.196.0/24', '192.175.48.0/24'],
  'of multicast tunnels (RFC 7450)': ['192.52.193.0/24'],
  'a 6to4 relay (RFC 7526)': ['192.88.99.0/24'],
  'for benchmarking (RFC 2544)': ['198.18.0.0/15'],
  'multicast (RFC 5771)': ['224.0.0.0/4'],
  'broadcast (RFC 919)': ['255.255.255.255/32'],
  'reserved (RFC 1112)': ['240.0.0.0/4'],
});

const IPV6_RANGES = ranges((cidr) => ipaddr.IPv6.parseCIDR(cidr), {
  'unspecified (RFC 4291)': ['::/128'],
  'loopback (RFC 4291)': ['::1/128'],
  'an IPv4-compatible one (RFC 4291)': ['::/96'],
  'an IPv4-translated one (RFC 2765)': ['::ffff:0:0:0/96'],
  'behind a local NAT64 (RFC 8215)': ['64:ff9b:1::/48'],
  'for discarding (RFC 6666)': ['100::/64'],
  'a Teredo tunnel (RFC 4380)': ['2001::/32'],
  'for benchmarking (RFC 5180)': ['2001:2::/48'],
  'set aside for protocols (RFC 2928)': ['2001::/23'],
  'for documentation (RFC 3849, 9637)': ['2001:db8::/32', '3fff::/20'],
  'a 6to4 tunnel (RFC 3056)': ['2002::/16'],
  'of the AS112 project (RFC 7534)': ['2620:4f:8000::/48'],
  'a segment identifier (RFC 9602)': ['5f00::/16'],
  'unique-local, that is private (RFC 4193)': ['fc00::/7'],
  'link-local (RFC 4291)': ['fe80::/10'],
  'site-local, that is private (RFC 3879)': ['fec0::/10'],
  'multicast (RFC 4291)': ['ff00::/8'],
});

const METADATA: SpecialRange = { reason: 'a cloud metadata service', isMetadata: true };

/** AWS, Google Cloud, Azure and most others; then AWS tasks and pods, Azure, Oracle, Alibaba, Scaleway. */
const METADATA_ADDRESSES = new Set(
  [
    ['169.254.169.254', 'fd00:ec2::254', 'fd20:ce::254'],
    ['169.254.170.2', '169.254.170.23', 'fd00:ec2::23'],
    ['168.63.129.16', '192.0.0.192', '100.100.100.200', 'fd00:42::42'],
  ].flatMap((addresses) => addresses.map((address) => ipaddr.parse(address).toNormalizedString())),
);

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** An address in one of the two plain text forms that sockets accept; IPv4-mapped IPv6 becomes the IPv4 it is. */
export function parseAddress(text: string): IpAddress | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.process(text);
}

/**
 * The special-purpose range that an address lies in, undefined for a public one.
 *
 * 1. IPv4 is public unless listed (IANA special-purpose registry, RFC 6890).
 * 2. IPv6 is special unless in 2000::/3 and not listed.
 * 3. Where an IPv6 address carries an IPv4 one: NAT64's well-known prefix leads nowhere but there, so the
 *    IPv4 address decides; every other such form is obsolete or local, and special itself.
 */
export function specialRange(address: IpAddress): SpecialRange | undefined {
  return address instanceof ipaddr.IPv4 ? specialIpv4(address) : specialIpv6(address);
}

function specialIpv4(address: ipaddr.IPv4): SpecialRange | undefined {
  if (METADATA_ADDRESSES.has(address.toNormalizedString())) return METADATA;
  return IPV4_RANGES.find(({ network, bits }) => address.match(network, bits))?.special;
}

function specialIpv6(address: ipaddr.IPv6): SpecialRange | undefined {
  // The zone of a scoped address (fe80::1%eth0) is no part of its number.
  if (METADATA_ADDRESSES.has(new ipaddr.IPv6(address.parts).toNormalizedString())) return METADATA;
  if (address.match(NAT64)) {
    const behind = specialIpv4(embeddedIpv4(address));
    return behind && { ...behind, reason: `${behind.reason}, behind NAT64 (RFC 6052)` };
  }
  const listed = IPV6_RANGES.find(({ network, bits }) => address.match(network, bits));
  if (listed) return listed.special;
  if (!address.match(GLOBAL_UNICAST)) return { reason: 'outside of global unicast (RFC 4291)', isMetadata: false };
  return isIsatap(address) ? { reason: 'an ISATAP tunnel (RFC 5214)', isMetadata: false } : undefined;
}

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

/** Interface identifier 0000:5efe or 0200:5efe, whatever the prefix (RFC 5214, section 6.1). */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x0200) && parts[5] === 0x5efe;
}

function ranges<Address extends IpAddress>(
  parse: (cidr: string) => [Address, number],
  byReason: Record<string, string[]>,
): Range<Address>[] {
  return Object.entries(byReason).flatMap(([reason, cidrs]) =>
    cidrs.map((cidr) => {
      const [network, bits] = parse(cidr);
      return { network, bits, special: { reason, isMetadata: false } };
    }),
  );
}
