import { parseAddress, specialRange } from './address.ts';
import type { AllowList } from './allow-list.ts';

const REMEDY = 'an operator can exempt it with JOINERY_EGRESS_ALLOW';

/** Names by which clouds publish their metadata service, refused before anything is asked of DNS. */
const METADATA_HOSTS = new Set([
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
]);

/** Where a connection is about to go. `host` is canonical: lower case, ASCII, no brackets, no final dot. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Decides where a request may go. Every method answers why not, or undefined when it may. */
export interface AddressPolicy {
  /** On what the URL itself says: an address in any notation, or a name that is refused as such. */
  denyEndpoint(endpoint: Endpoint): string | undefined;
  /** On one address that the name resolved to. The answer does not say which. */
  denyResolved(endpoint: Endpoint, address: string): string | undefined;
}

export function createAddressPolicy(allow: AllowList): AddressPolicy {
  function reasonAgainst(endpoint: Endpoint, text: string): string | undefined {
    const address = parseAddress(text);
    if (!address) return 'is not an address that can be checked';
    const special = specialRange(address);
    if (!special) return undefined;
    if (allow.namesAddress(address, endpoint.port)) return undefined;
    if (special.isMetadata) return `is ${special.reason}`;
    const isExempt = allow.exemptsHost(endpoint.host, endpoint.port) || allow.exemptsAddress(address, endpoint.port);
    return isExempt ? undefined : `is ${special.reason}`;
  }

  return {
    denyEndpoint(endpoint) {
      const { host, port } = endpoint;
      if (METADATA_HOSTS.has(host) && !allow.exemptsHost(host, port)) {
        return `${host} is refused: it names a cloud metadata service; ${REMEDY}`;
      }
      if (!parseAddress(host)) return undefined;
      const reason = reasonAgainst(endpoint, host);
      return reason && `${host} is refused: the address ${reason}; ${REMEDY}`;
    },
    denyResolved(endpoint, address) {
      const reason = reasonAgainst(endpoint, address);
      return reason && `${endpoint.host} is refused: an address it resolves to ${reason}; ${REMEDY}`;
    },
  };
}
