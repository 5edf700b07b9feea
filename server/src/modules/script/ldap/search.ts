import type { Socket } from 'node:net';
import { Client, type Entry, FilterParser, InvalidCredentialsError, type ResultCodeError } from 'ldapts';
import { AppError, invalidField } from '../../../errors.ts';
import { inSpan } from '../../../platform/telemetry/index.ts';
import type { RunScope } from '../run-scope.ts';

const PAGE = 500;
const MOST_BYTES = 16 * 1024 * 1024;
const PORTS: Record<string, number> = { 'ldap:': 389, 'ldaps:': 636 };

export interface LdapSearch {
  url: string;
  bindDn: string;
  password: string;
  baseDn: string;
  filter: string;
  attributes: string[];
}

export type LdapEntry = { dn: string; attributes: { [name: string]: string[] } };

interface Server {
  host: string;
  port: number;
  isSecure: boolean;
}

/**
 * Binds, and reads every entry below the base that matches, page by page (RFC 2696). The socket is one that egress has
 * opened, so no other address is spoken to; referrals to other servers are not followed.
 */
export function searchLdap(scope: RunScope, search: LdapSearch): Promise<LdapEntry[]> {
  requireFilter(search.filter);
  // Without a password a server takes anybody for anonymous, and lets them in (RFC 4513 §5.1.2).
  if (search.bindDn !== '' && search.password === '') throw invalidField('password', 'must not be empty with a bindDn');
  const server = readUrl(search.url);
  const attributes = { 'server.address': server.host, 'joinery.run_id': scope.run.runId };
  return inSpan('script.ldap', attributes, () => connectAndSearch(scope, server, search), {
    kind: 'client',
  });
}

async function connectAndSearch({ ctx, run, signal }: RunScope, server: Server, search: LdapSearch) {
  const connected = await ctx.egress.connect({
    ...server,
    lifetimeMs: run.timeoutMs,
    maxBytes: MOST_BYTES,
    group: run.tenantId,
    ...(run.allowedHosts ? { onlyHosts: run.allowedHosts } : {}),
    signal,
  });
  if (!connected.ok) throw new AppError('UPSTREAM_FAILED', connected.message);
  const client = clientOver(connected.socket, search.url);
  try {
    await client.bind(search.bindDn, search.password);
    const { baseDn, filter, attributes } = search;
    const options = { scope: 'sub', filter, attributes, paged: { pageSize: PAGE } } as const;
    const { searchEntries } = await client.search(baseDn, options);
    return searchEntries.map((entry) => toLdapEntry(entry, attributes));
  } catch (error) {
    throw refusal(server.host, error);
  } finally {
    connected.socket.destroy();
  }
}

/** A client of this one socket: it must not open another by itself when it ends. */
function clientOver(socket: Socket, url: string): Client {
  let isUsed = false;
  const take = () => {
    if (isUsed) throw new Error('the connection has ended');
    isUsed = true;
    return socket;
  };
  const isSecure = url.startsWith('ldaps:');
  return new Client({
    url,
    strictDN: false,
    ...(isSecure ? { createSecureConnection: take as never } : { createConnection: take as never }),
  });
}

function readUrl(text: string): Server {
  const url = URL.parse(text);
  const defaultPort = PORTS[url?.protocol ?? ''];
  if (!url?.hostname || defaultPort === undefined) throw invalidField('url', 'must be ldaps://host or ldap://host');
  return { host: url.hostname, port: Number(url.port) || defaultPort, isSecure: url.protocol === 'ldaps:' };
}

function requireFilter(filter: string): void {
  try {
    FilterParser.parseString(filter);
  } catch {
    throw invalidField('filter', 'is not a filter of RFC 4515, as in (&(objectClass=person)(mail=*))');
  }
}

/** Under the names that were asked for: servers answer in a case of their own. An attribute that is not there has none. */
function toLdapEntry({ dn, ...values }: Entry, wanted: readonly string[]): LdapEntry {
  const names = new Map(wanted.map((name) => [name.toLowerCase(), name]));
  const attributes = new Map<string, string[]>();
  for (const [name, value] of Object.entries(values)) {
    const known = names.get(name.toLowerCase()) ?? name;
    attributes.set(known, [...(attributes.get(known) ?? []), ...textsOf(value)]);
  }
  return { dn, attributes: Object.fromEntries(attributes) };
}

/** What is no text in UTF-8 comes in base64. */
function textsOf(value: Entry[string]): string[] {
  return [value].flat().map((item) => (typeof item === 'string' ? item : item.toString('base64')));
}

function refusal(host: string, error: unknown): AppError {
  if (error instanceof InvalidCredentialsError) {
    return new AppError('UPSTREAM_FAILED', `${host} refuses the bind DN or the password`, { cause: error });
  }
  const code = (error as Partial<ResultCodeError>).code;
  const detail =
    typeof code === 'number'
      ? `the result code ${code} (RFC 4511): ${(error as Error).message}`
      : 'nothing that can be used';
  return new AppError('UPSTREAM_FAILED', `${host} answered ${detail}`, { cause: error });
}
