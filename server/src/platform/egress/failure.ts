import { errors } from 'undici';
import type { EgressFailureKind } from './contract.ts';
import type { Target } from './target.ts';

/** A failure as the lower layers know it; explainFault makes the sentence. */
export interface Fault {
  ok: false;
  kind: EgressFailureKind;
  /** The typed signal behind it, e.g. `ECONNREFUSED`. */
  code?: string;
  /** A whole sentence, where the layer that failed knows best. */
  message?: string;
  retryAfterMs?: number;
}

/** Refused by the address rules after the name was resolved. The message is fit to be shown. */
export class AddressDenied extends Error {
  override readonly name = 'AddressDenied';
  readonly code = 'EGRESS_ADDRESS_DENIED';
}

/** The name has no address, or DNS did not say. `dnsCode` is the resolver's own. */
export class NameNotResolved extends Error {
  override readonly name = 'NameNotResolved';
  readonly code = 'EGRESS_NAME_NOT_RESOLVED';
  readonly dnsCode: string | undefined;

  constructor(cause: unknown) {
    super('The name could not be resolved', { cause });
    this.dnsCode = codeOf(cause);
  }
}

/** The connection ended before it was secure: not a certificate that failed, but no TLS either. */
export class HandshakeInterrupted extends Error {
  override readonly name = 'HandshakeInterrupted';
  readonly code = 'ERR_TLS_HANDSHAKE_INTERRUPTED';
}

const KIND_BY_CODE: Record<string, EgressFailureKind> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  EHOSTDOWN: 'connect',
  ENETUNREACH: 'connect',
  ENETDOWN: 'connect',
  EADDRNOTAVAIL: 'connect',
  EAFNOSUPPORT: 'connect',
  EACCES: 'connect',
  EPERM: 'connect',
  EINVAL: 'connect',
  EMFILE: 'connect',
  ENFILE: 'connect',
  ERR_SOCKET_BAD_PORT: 'connect',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'too_large',
  UND_ERR_INVALID_ARG: 'invalid_request',
  UND_ERR_NOT_SUPPORTED: 'invalid_request',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'invalid_request',
  ABORT_ERR: 'aborted',
  UND_ERR_CLOSED: 'aborted',
  UND_ERR_DESTROYED: 'aborted',
  EPROTO: 'tls',
};

/** OpenSSL's verification results as Node names them in `error.code` (Node TLS, "X509 certificate error codes"). */
const CERTIFICATE_CODES = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Sorts an error of undici, a socket or the connector by its class and code. */
export function classifyError(error: unknown): Fault {
  if (error instanceof AddressDenied) return { ok: false, kind: 'denied', message: error.message };
  if (error instanceof NameNotResolved) return { ok: false, kind: 'dns', code: error.dnsCode };
  if (error instanceof errors.HTTPParserError) return { ok: false, kind: hasEndedEarly(error) ? 'reset' : 'protocol' };
  const code = codeOf(error);
  if (code === undefined) return { ok: false, kind: 'protocol' };
  const isTls = CERTIFICATE_CODES.has(code) || code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_');
  return { ok: false, kind: isTls || code.startsWith('ERR_OSSL_') ? 'tls' : (KIND_BY_CODE[code] ?? 'protocol'), code };
}

/** Undici's parser errors carry the input from the offending byte on; there is none where the input just ended. */
function hasEndedEarly(error: Error): boolean {
  return 'data' in error && error.data === '';
}

/** Names the other side by what the caller typed, and says what can be done. */
export function explainFault(fault: Fault, target: Target): string {
  if (fault.message !== undefined) return fault.message;
  const code = fault.code === undefined ? '' : ` (${fault.code})`;
  return SENTENCES[fault.kind](target.authority, code);
}

const SENTENCES: Record<EgressFailureKind, (authority: string, code: string) => string> = {
  invalid_url: () => 'the URL is not valid',
  invalid_request: (authority, code) => `the request to ${authority} has a header or path that cannot be sent${code}`,
  denied: (authority) => `${authority} is refused by the address rules`,
  dns: (authority, code) => `the name of ${authority} could not be resolved${code}; check it and its DNS records`,
  connect: (authority, code) => `${authority} did not accept a connection${code}; check that it is up and reachable`,
  tls: (authority, code) => `no secure connection to ${authority}${code}; check its certificate and that it speaks TLS`,
  timeout: (authority, code) => `${authority} did not answer in time${code}; check that it is up, or allow more time`,
  reset: (authority, code) => `${authority} closed the connection before its response was complete${code}`,
  too_large: (authority, code) => `the response of ${authority} is larger than allowed${code}`,
  redirect: (authority) => `${authority} redirects to where it cannot be followed`,
  circuit_open: (authority) => `${authority} failed repeatedly and is left alone for a while; nothing was sent`,
  overloaded: (authority) => `too many requests are waiting for ${authority} or before it; nothing was sent`,
  aborted: (authority) => `the request to ${authority} was cancelled`,
  protocol: (authority, code) => `${authority} does not answer in valid HTTP/1.1${code}`,
};

/** The typed signal of an error of Node, undici or OpenSSL. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
