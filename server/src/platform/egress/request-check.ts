import type { EgressRequest } from './contract.ts';

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$/;
/** RFC 9110, section 5.5: visible Latin-1, spaces and tabs. */
const NOT_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;
/** They belong to the connection, not to the message; a caller that sets them splits or smuggles requests. */
const CONNECTION_HEADERS = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** As in Fetch ("forbidden method"). */
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** What about a request can never be sent, as a sentence; undefined when nothing is. */
export function findInvalidPart(input: EgressRequest): string | undefined {
  if (!TOKEN.test(input.method) || FORBIDDEN_METHODS.has(input.method.toUpperCase())) {
    return `the method ${JSON.stringify(input.method)} cannot be sent`;
  }
  if (!(input.timeoutMs > 0)) return 'timeoutMs must be a positive number of milliseconds';
  if (!((input.maxResponseBytes ?? 0) >= 0)) return 'maxResponseBytes must not be negative';
  if (!((input.maxRedirects ?? 0) >= 0)) return 'maxRedirects must not be negative';
  const { headers } = input;
  for (const name in headers) {
    if (CONNECTION_HEADERS.has(name.toLowerCase())) {
      return `the header ${JSON.stringify(name)} is set by the connection itself; remove it`;
    }
    if (!TOKEN.test(name)) return `the header name ${JSON.stringify(name)} is not valid`;
    if (NOT_A_VALUE.test(headers[name] ?? '')) {
      return `the value of the header ${JSON.stringify(name)} has line breaks or characters outside of Latin-1`;
    }
  }
  return undefined;
}
