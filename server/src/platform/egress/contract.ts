import type { Socket } from 'node:net';
import type { Resolve } from './resolve.ts';

/** One outgoing HTTP request, redirects included. */
export interface EgressRequest {
  /** Absolute `http:` or `https:` URL without user name and password. */
  url: string;
  method: string;
  /** `Host` is taken from the URL and refused here; values are Latin-1 without line breaks. */
  headers?: Record<string, string>;
  body?: string;
  /** One deadline for connecting, headers, body and redirects, from the moment the request leaves the queue. */
  timeoutMs: number;
  /** Bytes of response body kept. Default 1 MiB. */
  maxResponseBytes?: number;
  /** What a longer body means: a failure of kind `too_large` (default), or its first bytes. */
  onOverflow?: 'truncate' | 'fail';
  /** 0 (default) gives a redirect back like any other response. */
  maxRedirects?: number;
  /**
   * The only hosts that it and its redirects may reach: `api.github.com`, `*.datadoghq.com`, with `:port` where one is
   * meant. Absent: any that the address rules let through.
   */
  onlyHosts?: readonly string[];
  /** Whose request it is (a tenant id). Groups share no slot, no connection and no circuit. */
  group?: string;
  /** Which of its group's own concerns it is of (an integration id): none of them fills a destination for the others. */
  lane?: string;
  signal?: AbortSignal;
  tls?: EgressTls;
}

/** PEM texts. Verification of the server's certificate cannot be turned off. */
export interface EgressTls {
  /** Trusted instead of the built-in authorities. */
  ca?: string;
  /** Client certificate and its key, shown to the origin of `url` only, never to one it redirects to. */
  cert?: string;
  key?: string;
}

export type EgressFailureKind =
  /** Not an absolute http(s) URL, or one with a user name or password. */
  | 'invalid_url'
  /** A method, header or number that cannot be sent. */
  | 'invalid_request'
  /** The address rules forbid the destination. */
  | 'denied'
  | 'dns'
  | 'connect'
  | 'tls'
  /** The deadline, or the connect timeout, passed. */
  | 'timeout'
  /** The connection ended before the response did. */
  | 'reset'
  /** Response body over `maxResponseBytes`, or headers over the limit. */
  | 'too_large'
  /** More redirects than allowed, from https to http, or to something that is no http(s) URL. */
  | 'redirect'
  /** The destination failed repeatedly and is left alone; nothing was sent. */
  | 'circuit_open'
  /** The group's own requests fill its slots and its queue; nothing was sent. */
  | 'overloaded'
  /** By the caller's signal, or because the egress is closed. */
  | 'aborted'
  /** The other side does not speak HTTP/1.1 correctly. */
  | 'protocol';

export interface EgressSuccess {
  ok: true;
  /** Any status, 4xx and 5xx too. */
  status: number;
  /** Names in lower case, repeated headers joined by `, `. */
  headers: Record<string, string>;
  /** As UTF-8, content codings not undone. */
  body: string;
  bodyTruncated: boolean;
  /** From leaving the queue to the end of the body. */
  durationMs: number;
  /** The URL that answered, after redirects. */
  url: string;
}

export interface EgressFailure {
  ok: false;
  kind: EgressFailureKind;
  /** Names the host and what to do; never a resolved address. Fit to be shown to the tenant. */
  message: string;
  durationMs: number;
  /** Where the circuit is open by now, and with `overloaded`: when another try makes sense. */
  retryAfterMs?: number;
}

export type EgressResult = EgressSuccess | EgressFailure;

/** A connection for a protocol other than HTTP. */
export interface EgressSocketRequest {
  host: string;
  port: number;
  /** TLS from the first byte; the certificate is verified for the host. */
  isSecure: boolean;
  /** PEM, trusted instead of the built-in authorities. */
  ca?: string;
  /** How long it may stay open, and how much it may bring. */
  lifetimeMs: number;
  maxBytes: number;
  onlyHosts?: readonly string[];
  /** Whose it is (a tenant id). It takes a slot of the group and the destination, as a request does, until it closes. */
  group?: string;
  signal?: AbortSignal;
}

export interface EgressSocket {
  ok: true;
  /** Open, and destroyed with an error when it passes its limits. */
  socket: Socket;
}

export interface EgressLimits {
  connectTimeoutMs: number;
  maxHeaderBytes: number;
  /** How long an idle connection is kept; shorter than common servers' 5 s, so that it is us who closes. */
  keepAliveMs: number;
  maxConnectionAgeMs: number;
  /** Requests at a time, and so connections, of one group to one origin; and of one lane of the group. */
  concurrencyPerDestination: number;
  concurrencyPerLane: number;
  concurrencyPerGroup: number;
  /** How long, and how many, requests of a group may wait for a slot. */
  maxQueueMs: number;
  maxQueuedPerGroup: number;
  /** Consecutive transport failures that open a circuit; its first pause and its longest. */
  failuresToOpen: number;
  openMs: number;
  maxOpenMs: number;
  /** Sizes of the state tables; the longest unused idle entry makes room. */
  maxGroups: number;
  maxDestinationsPerGroup: number;
}

export const DEFAULT_LIMITS: EgressLimits = {
  connectTimeoutMs: 5_000,
  maxHeaderBytes: 16_384,
  keepAliveMs: 4_000,
  maxConnectionAgeMs: 300_000,
  concurrencyPerDestination: 96,
  concurrencyPerLane: 64,
  concurrencyPerGroup: 256,
  maxQueueMs: 10_000,
  maxQueuedPerGroup: 10_000,
  failuresToOpen: 10,
  openMs: 1_000,
  maxOpenMs: 60_000,
  maxGroups: 4_096,
  maxDestinationsPerGroup: 256,
};

export interface EgressOptions {
  /** Exemptions from the address rules: see parseAllowList. */
  allow: string[];
  /** Milliseconds that never go back. Default `performance.now`. */
  clock?: () => number;
  resolve?: Resolve;
  limits?: Partial<EgressLimits>;
}

export interface EgressStats {
  groups: number;
  destinations: number;
  openSockets: number;
  inFlight: number;
  queued: number;
  openCircuits: number;
}

export interface Egress {
  /** Never throws: what goes wrong is in the result. */
  request(input: EgressRequest): Promise<EgressResult>;
  /** Opens a socket to an address that the address rules let through. Never throws. */
  connect(input: EgressSocketRequest): Promise<EgressSocket | EgressFailure>;
  stats(): EgressStats;
  /** Refuses new requests, lets the running ones end by their deadlines, closes all connections. */
  close(): Promise<void>;
}
