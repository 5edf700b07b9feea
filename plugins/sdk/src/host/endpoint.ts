import type { ConfigRef } from '../define/references.ts';
import type { Manifest } from '../manifest/schema.ts';
import type { Connection } from './connection.ts';
import { Refusal } from './refusal.ts';

export interface Endpoint {
  name: string;
  base: URL;
  /** `name:port` as the base has it. */
  host: string;
  ca: string | undefined;
  /** For every request to it; what a request says itself goes before. */
  headers: Readonly<Record<string, string>>;
}

/** Throws Refusal: `denied` for one that the manifest does not declare, `invalid` for one that is not configured. */
export function endpointOf(manifest: Manifest, connection: Connection, name: string): Endpoint {
  const declared = Object.hasOwn(manifest.egress, name) ? manifest.egress[name] : undefined;
  if (declared === undefined) throw new Refusal('denied', `the manifest declares no endpoint ${name}`);
  const whole = typeof declared === 'object' && 'url' in declared ? declared : { url: declared };
  const { url, ca, headers = {} } = { ca: undefined, ...whole };
  return {
    name,
    ...baseOf(connection, url),
    ca: ca && connection.hasConfig(ca.config) ? connection.configText(ca.config) : undefined,
    headers,
  };
}

export function baseOf(connection: Connection, url: string | ConfigRef): { base: URL; host: string } {
  const base = URL.parse(connection.urlText(url));
  const what = typeof url === 'object' ? `config.${url.config}` : url;
  if (!base || !/^https?:$/.test(base.protocol) || base.username || base.password || base.search || base.hash)
    throw new Refusal('invalid', `${what} is no http(s) URL of a server, with a path at most`);
  return { base, host: `${base.hostname}:${base.port || (base.protocol === 'https:' ? '443' : '80')}` };
}

const UP = /(^|[/\\])(\.|%2e){1,2}([/\\?#]|$)/i;

/**
 * The URL of a path below an endpoint's base. Throws Refusal `denied` for whatever would lead out of the base's origin or
 * path: a plugin whose input goes into a path must not be made to ask for another.
 */
export function urlBelow({ base }: Endpoint, path: string, query: readonly (readonly [string, string])[]): string {
  const prefix = base.pathname.replace(/\/$/, '');
  const isRelative = path.startsWith('/') && !path.startsWith('//');
  const [before = ''] = path.split(/[?#]/, 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those
  const isOdd = UP.test(before) || /[\\\u0000-\u0020\u007f]/.test(path);
  const url = isOdd ? null : URL.parse(isRelative ? `${base.origin}${prefix}${path}` : path);
  const isBelow =
    url?.origin === base.origin && `${url.pathname}/`.startsWith(`${prefix}/`) && !url.username && !url.password;
  if (!url || !isBelow) throw new Refusal('denied', `${path.slice(0, 200)} is not below ${base.href}`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  url.hash = '';
  return url.href;
}
