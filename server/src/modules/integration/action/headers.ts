import type { HttpHeader } from './stored-action.ts';

/** A token (RFC 9110 §5.6.2). */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What belongs to the connection (RFC 9110 §7.6.1), to the message's framing, to the signature, or to the trace. */
const FORBIDDEN = new Set([
  'host',
  'content-length',
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'traceparent',
  'tracestate',
]);

/** Headers that mostly carry a credential: a literal value there is better kept as a secret. */
const CREDENTIALS = /^(?:authorization|proxy-authorization|cookie)$|(?:api-?key|token|secret|password)$/;

export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

export function isForbiddenHeader(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase());
}

export function isCredentialHeader(name: string): boolean {
  return CREDENTIALS.test(name.toLowerCase());
}

/** The content type that these headers give. */
export function contentTypeOf(headers: readonly HttpHeader[]): string | undefined {
  return headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
}

/** A header's text as HTTP carries it: UTF-8 octets, each as one character (RFC 9110 §5.5). */
export function toOctets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function fromOctets(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}
