import ldapjs from 'ldapjs';
import { SELF_SIGNED } from '../egress/loopback.ts';

export const BASE = 'dc=corp,dc=test';
export const BIND = { bindDn: `cn=sync,${BASE}`, password: 'a bind password' };

export interface LdapServer {
  url: string;
  port: number;
  /** Sizes of the pages that were asked for. */
  pages: number[];
  binds: string[];
  close(): Promise<void>;
}

export interface Person {
  uid: string;
  attributes?: Record<string, string | string[]>;
}

interface PagedControl {
  type: string;
  value: { size: number; cookie?: Buffer };
}

interface Request {
  dn: { toString(): string };
  credentials: string;
  filter: { matches(attributes: object): boolean };
  controls: PagedControl[];
}

interface Response {
  /** Which attributes are sent. */
  attributes: string[];
  addControl(control: PagedControl): void;
  send(entry: object): void;
  end(): void;
}

type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => void;

/** What we use of ldapjs 3; its published types are those of version 2, and have no server's side of controls. */
const ldap = ldapjs as unknown as {
  createServer(options: { certificate?: string; key?: string }): {
    bind(dn: string, handler: Handler): void;
    search(dn: string, handler: Handler): void;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    readonly port: number;
  };
  PagedResultsControl: new (control: { value: PagedControl['value'] }) => PagedControl;
  InvalidCredentialsError: new () => Error;
  InsufficientAccessRightsError: new () => Error;
  SizeLimitExceededError: new () => Error;
};

const PAGED_RESULTS = '1.2.840.113556.1.4.319';
const MOST_UNPAGED = 1000;

/** An LDAP server on loopback with these people, which pages as RFC 2696 has it and answers no more than 1,000 without. */
export async function startLdapServer(people: Person[], { isSecure = false } = {}): Promise<LdapServer> {
  const pages: number[] = [];
  const binds: string[] = [];
  const server = ldap.createServer(isSecure ? { certificate: SELF_SIGNED.cert, key: SELF_SIGNED.key } : {});
  server.bind(BASE, (request, response, next) => {
    if (request.credentials !== BIND.password) return next(new ldap.InvalidCredentialsError());
    binds.push(request.dn.toString());
    response.end();
    return next();
  });
  server.search(BASE, (request, response, next) => {
    if (binds.length === 0) return next(new ldap.InsufficientAccessRightsError());
    const entries = people.map(toEntry).filter(({ attributes }) => request.filter.matches(attributes));
    const control = request.controls.find(({ type }) => type === PAGED_RESULTS);
    const size = control?.value.size ?? MOST_UNPAGED;
    const begin = Number(control?.value.cookie?.toString() || 0);
    // Their names are the same in upper and lower case (RFC 4512 §2.5); ldapjs compares with those in lower case only.
    response.attributes = response.attributes.map((name) => name.toLowerCase());
    for (const entry of entries.slice(begin, begin + size)) response.send(entry);
    const isMore = begin + size < entries.length;
    if (!control && isMore) return next(new ldap.SizeLimitExceededError());
    if (control) {
      pages.push(size);
      const cookie = Buffer.from(isMore ? String(begin + size) : '');
      response.addControl(new ldap.PagedResultsControl({ value: { size: entries.length, cookie } }));
    }
    response.end();
    return next();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server;
  return {
    url: `${isSecure ? 'ldaps' : 'ldap'}://127.0.0.1:${port}`,
    port,
    pages,
    binds,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function toEntry({ uid, attributes = {} }: Person) {
  return { dn: `uid=${uid},ou=people,${BASE}`, attributes: { objectclass: ['inetOrgPerson'], uid, ...attributes } };
}
