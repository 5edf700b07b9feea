/**
 * What a script of Joinery sees: the module `joinery`, and the global names of a runtime without files, processes or
 * sockets. A script is one module that exports a function as its default, which answers the text that is kept as the
 * run's output:
 *
 *     import { config, idp } from "joinery";
 *     export default async function run(): Promise<string> { … }
 *
 * What the directory refuses is thrown as a JoineryError. In a planned run reads are real; every write answers as if it
 * had been made, and becomes an effect of the plan.
 */

/** The task's configuration: text by key, in the clear. */
export interface Config {
  /** The value, or "" when there is none. */
  get(key: string): string;
  /** A JSON array of texts, or texts separated by commas, trimmed, empty ones left out; [] when there is none. */
  getList(key: string): string[];
  /** Whether the value is "true", "1" or "yes", in upper or lower case. */
  getBool(key: string): boolean;
  /** The whole number that the value is; 0 when there is none, or when it is not one. */
  getInt(key: string): number;
}
export declare const config: Config;

/** The task's secrets. Their values are masked wherever a run is shown. */
export interface Secrets {
  /** The value, or "" when there is none. */
  get(name: string): string;
}
export declare const secrets: Secrets;

/** The event that set the run off. Its fields also stand in `config` under `trigger_…`: `trigger_user_email`. */
export interface Trigger {
  readonly eventId: string;
  /** `group.member_added` */
  readonly eventType: string;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly ipAddress: string | null;
  /** RFC 3339, UTC. */
  readonly firedAt: string;
  readonly data: Readonly<Record<string, any>>;
  /** Old values of what changed, by the names that they have in `data`. */
  readonly previous: Readonly<Record<string, any>> | null;
}
/** Null when no integration set the run off. */
export declare const trigger: Trigger | null;

export interface RunInfo {
  readonly id: string;
  readonly taskId: string;
  readonly taskName: string;
  readonly mode: 'apply' | 'plan';
  readonly triggeredBy: 'schedule' | 'manual' | 'integration';
}
/** This run. */
export declare const run: RunInfo;

/** Why Joinery, or something that it asked, refused. */
export declare class JoineryError extends Error {
  /**
   * `NOT_FOUND`, `CONFLICT`, `INVALID_INPUT`, `PRECONDITION_FAILED`, `LIMIT_EXCEEDED`, `UPSTREAM_FAILED`, `FORBIDDEN`
   * (a script makes no administrator and unmakes no owner), `NOT_AVAILABLE` (this deployment has no such feature yet),
   * `REMOVAL_CAP` (see the task's brakes), or `INTERNAL`.
   */
  readonly code: string;
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isActive: boolean;
  readonly attributes: Readonly<Record<string, any>>;
  readonly managerId: string | null;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** RFC 3339, UTC; null for who never signed in. */
  readonly lastSignInAt: string | null;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
}

export interface FederatedProvider {
  readonly id: string;
  readonly name: string;
  /** `google`, `ldap`, `oidc` or `saml`. */
  readonly providerType: string;
}

export interface FederatedIdentity {
  readonly providerId: string;
  /** The provider's own name for the person. */
  readonly subject: string;
  readonly userId: string;
}

export interface Approver {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Whether a write changed anything: what was there already, or gone already, is a "noop". */
export interface Changed {
  readonly outcome: 'changed' | 'noop';
}

export interface UserFilter {
  isActive?: boolean;
  /** Ends of the email address: "@contractor.example.com". */
  emailEndsWith?: string;
  /** Who never signed in since then, RFC 3339; who never signed in at all counts by when they were created. */
  notSignedInSince?: string;
}

/** The tenant's directory. Lists are read page by page as they are walked: `for await (const user of idp.users())`. */
export interface Idp {
  users(filter?: UserFilter): AsyncIterable<User>;
  /** All of them at once, for when there are few. */
  listUsers(filter?: UserFilter): Promise<User[]>;
  getUser(id: string): Promise<User | null>;
  getUserByEmail(email: string): Promise<User | null>;
  /** `source` names where the person comes from, a federated provider, say; it is kept in the audit log. */
  createUser(email: string, firstName?: string, lastName?: string, source?: string): Promise<User>;
  updateUser(
    id: string,
    changes: { firstName?: string; lastName?: string; attributes?: Record<string, any>; managerId?: string | null },
  ): Promise<User>;
  /** Activates or deactivates. Deactivating counts as a removal. */
  updateUserActive(id: string, isActive: boolean): Promise<Changed>;

  groups(): AsyncIterable<Group>;
  /** Groups whose names begin with the prefix, by name. */
  getGroupsByPrefix(prefix: string): Promise<Group[]>;
  getGroup(id: string): Promise<Group | null>;
  getGroupByName(name: string): Promise<Group | null>;
  createGroup(name: string, description?: string): Promise<Group>;
  members(groupId: string): AsyncIterable<User>;
  /** Active and inactive members. */
  getGroupMembers(groupId: string): Promise<User[]>;
  getUserGroups(userId: string): Promise<Group[]>;
  /** `expiresAt`: RFC 3339. */
  addUserToGroup(userId: string, groupId: string, options?: { expiresAt?: string }): Promise<Changed>;
  /** Counts as a removal. */
  removeUserFromGroup(userId: string, groupId: string): Promise<Changed>;

  listApplications(): Promise<Application[]>;
  /** A new client secret; the old one stops working at once. In a plan, the secret is a stand-in. */
  rotateApplicationSecret(id: string): Promise<{ readonly clientSecret: string }>;

  getFederatedProvider(id: string): Promise<FederatedProvider | null>;
  getFederatedProviderByName(name: string): Promise<FederatedProvider | null>;
  /** The user whom the provider knows by this subject. */
  getFederatedUserBySub(providerId: string, subject: string): Promise<User | null>;
  getFederatedIdentities(userId: string): Promise<FederatedIdentity[]>;
  linkFederatedIdentity(userId: string, providerId: string, subject: string): Promise<Changed>;
  /** Counts as a removal. */
  unlinkFederatedIdentity(providerId: string, subject: string): Promise<Changed>;

  /** Who was told of an access request and may decide it. */
  getAccessRequestApprovers(requestId: string): Promise<Approver[]>;
}
export declare const idp: Idp;

export interface GoogleUser {
  /** Google's own id of the person, the `sub` of its tokens. */
  readonly sub: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Google Workspace's Directory API. */
export interface GWorkspace {
  /**
   * All users of the domain that are not suspended. `serviceAccountKey`: the JSON key file's text, with an added field
   * `subject`, the administrator in whose name it reads by domain-wide delegation.
   */
  listUsers(serviceAccountKey: string, domain: string): Promise<GoogleUser[]>;
}
export declare const gworkspace: GWorkspace;

export interface LdapOptions {
  /** `ldaps://ldap.example.com` or `ldap://…` */
  url: string;
  bindDn: string;
  password: string;
  /** `ou=people,dc=example,dc=com` */
  baseDn: string;
  /** RFC 4515: `(objectClass=inetOrgPerson)` */
  filter: string;
  attributes: string[];
}

export interface LdapEntry {
  readonly dn: string;
  /** Every value of every attribute that was asked for. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface Ldap {
  /** Every entry below the base that matches, over simple paged results (RFC 2696). */
  search(options: LdapOptions): Promise<LdapEntry[]>;
}
export declare const ldap: Ldap;

/** JSON Web Tokens (RFC 7519), for APIs that want a signed one: GitHub Apps, Google service accounts. */
export interface Jwt {
  /** `key`: a private key in PEM (PKCS #8 or PKCS #1), or for HS256 the shared secret. */
  sign(options: {
    algorithm: 'RS256' | 'ES256' | 'EdDSA' | 'HS256';
    key: string;
    claims: Record<string, unknown>;
    header?: Record<string, string>;
  }): Promise<string>;
}
export declare const jwt: Jwt;

/** Action chains of the tenant. */
export interface Flows {
  /**
   * Starts a flow of a chain, by the chain's name or id, and does not wait for its end. `input` is what the chain takes;
   * `subjectId` is the user whom it is about. In a plan nothing is started, and the id is a stand-in.
   */
  start(
    chain: string,
    input?: Record<string, unknown>,
    options?: { subjectId?: string },
  ): Promise<{ readonly id: string; readonly chainName: string }>;
}
export declare const flows: Flows;

declare global {
  interface RequestInit {
    method?: string;
    headers?: Record<string, string> | [string, string][] | Headers;
    /** Text. For JSON: `JSON.stringify(…)` and the header content-type. */
    body?: string | URLSearchParams | null;
    redirect?: 'follow' | 'manual';
    signal?: AbortSignal | null;
  }

  /**
   * The standard one, for http and https, over public addresses and the hosts that the task allows. Every status is an
   * answer, 4xx and 5xx too; it throws a TypeError when there was none. In a plan, GET and HEAD are performed, and any
   * other request becomes an effect, answered as `200` with the body `{}`, unless its header `joinery-effect: none`
   * says that it changes nothing.
   */
  function fetch(url: string | URL, init?: RequestInit): Promise<Response>;

  class Headers implements Iterable<[string, string]> {
    constructor(init?: Record<string, string> | [string, string][] | Headers);
    get(name: string): string | null;
    has(name: string): boolean;
    set(name: string, value: string): void;
    append(name: string, value: string): void;
    delete(name: string): void;
    getSetCookie(): string[];
    forEach(callback: (value: string, name: string) => void): void;
    entries(): IterableIterator<[string, string]>;
    keys(): IterableIterator<string>;
    values(): IterableIterator<string>;
    [Symbol.iterator](): IterableIterator<[string, string]>;
  }

  class Response {
    constructor(
      body?: string | null,
      init?: { status?: number; statusText?: string; headers?: Record<string, string> | [string, string][] | Headers },
    );
    readonly ok: boolean;
    readonly status: number;
    readonly statusText: string;
    readonly headers: Headers;
    /** After redirects. */
    readonly url: string;
    readonly redirected: boolean;
    /** A body can be read once. */
    readonly bodyUsed: boolean;
    text(): Promise<string>;
    json(): Promise<any>;
  }

  /** `name` tells what it is: `AbortError`, `TimeoutError`, `DataCloneError`. */
  class DOMException extends Error {
    constructor(message?: string, name?: string);
  }

  class AbortSignal {
    readonly aborted: boolean;
    readonly reason: any;
    throwIfAborted(): void;
    addEventListener(type: 'abort', listener: () => void): void;
    removeEventListener(type: 'abort', listener: () => void): void;
    static timeout(milliseconds: number): AbortSignal;
    static abort(reason?: any): AbortSignal;
  }

  class AbortController {
    readonly signal: AbortSignal;
    abort(reason?: any): void;
  }

  /** Lines go to the run's log. */
  interface Console {
    debug(...values: unknown[]): void;
    log(...values: unknown[]): void;
    info(...values: unknown[]): void;
    warn(...values: unknown[]): void;
    error(...values: unknown[]): void;
  }
  var console: Console;

  function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
  function clearTimeout(id: number | undefined): void;
  function setInterval(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
  function clearInterval(id: number | undefined): void;
  function queueMicrotask(callback: () => void): void;
  function structuredClone<T>(value: T): T;
  function atob(text: string): string;
  function btoa(text: string): string;

  var crypto: {
    /** A random UUID, version 4 (RFC 9562). */
    randomUUID(): string;
    getRandomValues<T extends Uint8Array | Uint16Array | Uint32Array>(array: T): T;
    readonly subtle: {
      digest(
        algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512',
        data: ArrayBuffer | ArrayBufferView,
      ): Promise<ArrayBuffer>;
    };
  };

  class TextEncoder {
    readonly encoding: 'utf-8';
    encode(text?: string): Uint8Array;
  }
  class TextDecoder {
    constructor(encoding?: 'utf-8' | 'utf8');
    readonly encoding: 'utf-8';
    decode(bytes?: ArrayBuffer | ArrayBufferView): string;
  }

  /** As in the URL Standard. */
  class URL {
    constructor(url: string | URL, base?: string | URL);
    static canParse(url: string | URL, base?: string | URL): boolean;
    href: string;
    readonly origin: string;
    protocol: string;
    username: string;
    password: string;
    host: string;
    hostname: string;
    port: string;
    pathname: string;
    search: string;
    readonly searchParams: URLSearchParams;
    hash: string;
    toString(): string;
    toJSON(): string;
  }
  class URLSearchParams implements Iterable<[string, string]> {
    constructor(init?: string | Record<string, string> | Iterable<[string, string]>);
    append(name: string, value: string): void;
    delete(name: string): void;
    get(name: string): string | null;
    getAll(name: string): string[];
    has(name: string): boolean;
    set(name: string, value: string): void;
    sort(): void;
    entries(): IterableIterator<[string, string]>;
    keys(): IterableIterator<string>;
    values(): IterableIterator<string>;
    forEach(callback: (value: string, name: string) => void): void;
    toString(): string;
    readonly size: number;
    [Symbol.iterator](): IterableIterator<[string, string]>;
  }
}
