export interface OutgoingRequest {
  /** Absolute. */
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** The only hosts, `name` or `name:port`, that it and its redirects may reach. */
  onlyHosts: readonly string[];
  /** PEM, trusted instead of the built-in authorities. */
  ca?: string;
  maxRedirects: number;
  timeoutMs: number;
  signal?: AbortSignal;
}

export type OutgoingAnswer =
  /** Header names in lower case. */
  | { ok: true; status: number; headers: Record<string, string>; body: string }
  /**
   * `denied`: it may not go there, and did not. `unsent`: it did not get there. `failed`: whether it was performed is not
   * known.
   */
  | { ok: false; kind: 'denied' | 'unsent' | 'failed'; message: string; retryAfterMs?: number };

/** Never throws. */
export type Transport = (request: OutgoingRequest) => Promise<OutgoingAnswer>;
