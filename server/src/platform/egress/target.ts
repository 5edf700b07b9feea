import type { Endpoint } from './address-policy.ts';

/** A URL taken apart as the connection needs it. */
export interface Target extends Endpoint {
  /** Scheme, host and port, canonical. */
  origin: string;
  isSecure: boolean;
  /** Path and query. */
  path: string;
  /** Host and, if not the scheme's own, port: what messages call the other side. */
  authority: string;
  href: string;
}

/**
 * Reads a URL as browsers do (WHATWG URL), which turns `0x7f.1`, `2130706433`, `127。0。0。1` and the like into
 * plain addresses and non-ASCII names into ASCII. A string tells what is wrong with it.
 */
export function parseTarget(text: string, base?: string): Target | string {
  const url = URL.parse(text, base);
  if (!url) return 'the URL is not a valid absolute URL';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `the URL must start with https:// or http://`;
  if (url.username !== '' || url.password !== '') {
    return 'the URL must not contain a user name or password; send them in an Authorization header';
  }
  if (url.hostname === '.' || url.hostname.endsWith('..')) return 'the URL has no valid host';
  // `localhost.` and `localhost` are one host: rules, circuits and TLS server names know the second form only.
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const isSecure = url.protocol === 'https:';
  return {
    origin: url.origin,
    isSecure,
    host: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    authority: url.host,
    href: url.href,
  };
}
