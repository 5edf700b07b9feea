import type * as z from 'zod';
import type { JwtAlgorithm } from './auth.ts';
import type { ErrorKind } from './provider-error.ts';
import type { SecretRef } from './references.ts';

export type QueryValue = string | number | boolean;

export interface HttpOptions<S extends z.ZodType = z.ZodType> {
  /** What `{name}` in the path stands for; escaped, so that an input cannot reach another path. */
  params?: Record<string, string | number>;
  /** A list repeats the name. Undefined values are left out. */
  query?: Record<string, QueryValue | readonly QueryValue[] | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with the `content-type` that `headers` names. */
  text?: string;
  headers?: Record<string, string>;
  /**
   * What the answer's JSON must be; what does not fit is an `unexpected_answer`. Without it, `data` is what was there:
   * JSON as it came, or text.
   */
  schema?: S;
  /** Statuses of 400 or more that are an answer here: `allow: [404]`. Their `data` is not checked. */
  allow?: readonly number[];
  /** A POST that only asks (a search, GraphQL): performed in a plan, and allowed to an action that only reads. */
  reads?: boolean;
  /**
   * Where in the answer a credential stands that the provider has just made: `token`, `data.key`. The host keeps its value
   * for this run alone: what stands there is a placeholder, for which the host puts the value into whatever body the run
   * sends with it. It is in no output, effect or log. Where it is to be kept is another request's business.
   */
  seal?: string;
}

/** What is wrong by an answer's own word. */
export interface AnswerError {
  kind: ErrorKind;
  message: string;
  /** For `rate_limited` and `unavailable`: how long the provider asks to wait. */
  retryAfterSeconds?: number | undefined;
}

/**
 * What an answer says of itself, whatever its status: `{ "ok": false, "error": "ratelimited" }` at 200. undefined where it
 * says nothing, and its status holds. `rate_limited` is asked again as 429 is; `unavailable` is, for what only reads.
 */
export type ErrorOf = (answer: {
  status: number;
  headers: Readonly<Record<string, string>>;
  data: unknown;
}) => AnswerError | undefined;

export interface HttpAnswer<T> {
  status: number;
  /** Whether it is below 400; with `allow`, `data` is only then of the schema's type. */
  ok: boolean;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  data: T;
}

/**
 * How a list goes on. `link`: the `Link` header's `rel="next"` (RFC 8288). `page`: a number that counts up from `first`
 * (default 1), until a page has fewer than `size` items. `offset`: the same, counted in items. `cursor`: the text that
 * stands at `at` in the answer (`meta.next`), until there is none; the schema has to let it through: one that drops it fails
 * the run, because the list would seem to end.
 */
export type Paging =
  | { by: 'link' }
  | { by: 'page'; param?: string; first?: number; sizeParam?: string; size: number }
  | { by: 'offset'; param?: string; sizeParam?: string; size: number }
  | { by: 'cursor'; param: string; at: string };

export interface PagesOptions<S extends z.ZodType, I> extends Omit<HttpOptions<S>, 'allow'> {
  schema: S;
  /** The items of a page. */
  items: (data: z.output<S>) => readonly I[];
  paging: Paging;
  /** Pages at most; 1000 unless told. More is `unexpected_answer`: a list that does not end is an error of somebody. */
  maxPages?: number;
}

type Send = <S extends z.ZodType = z.ZodUnknown>(
  path: string,
  options?: HttpOptions<S>,
) => Promise<HttpAnswer<z.output<S>>>;

/**
 * Requests to one endpoint that the plugin declares in `egress`. A path begins with `/` and is below the endpoint's base
 * URL, or is a whole URL below it (a next page's). The host authenticates, waits for its turn within the rate limit, and
 * tries again after 429, 502, 503 and 504, as `Retry-After` says and the run's deadline allows; a write only where the
 * provider says that it was not performed, or where the action is idempotent.
 *
 * Throws ProviderError for a status of 400 or more: 401 and 403 `auth`, 404 and 410 `not_found`, 409 and 412 `conflict`,
 * 429 `rate_limited`, 5xx `unavailable`, others `invalid`.
 */
export interface Http {
  get: Send;
  post: Send;
  put: Send;
  patch: Send;
  delete: Send;
  /** The same, for another of the plugin's endpoints. */
  at(endpoint: string): Http;
  /** All items of a list, page by page as they are walked. */
  pages<S extends z.ZodType, I>(path: string, options: PagesOptions<S, I>): AsyncIterable<I>;
  /**
   * One page, for resources: `cursor` is what the last one answered as `next`, null for the first. `next` is null after
   * the last.
   */
  page<S extends z.ZodType, I>(
    path: string,
    options: PagesOptions<S, I> & { cursor: string | null },
  ): Promise<{ items: I[]; next: string | null }>;
}

export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** What an action, a check and a resource are given. */
export interface Context<C = Record<string, unknown>> {
  /** The connection's configuration, checked, with its defaults. */
  readonly config: C;
  /** The first endpoint of `egress`. */
  readonly http: Http;
  /** Lines of the run's log. Values of secrets are masked, whatever is logged. */
  readonly log: Logger;
  /** A JWT (RFC 7519) signed with a secret key that stays with the host. `iat` and `exp` are the caller's. */
  signJwt(options: {
    key: SecretRef;
    algorithm: JwtAlgorithm;
    claims: Record<string, unknown>;
    header?: Record<string, string>;
  }): Promise<string>;
  /** Ends this attempt; the action is run again, from its beginning, at that time. Nothing is held while it waits. */
  sleepUntil(time: Date): never;
  readonly run: { readonly id: string; readonly mode: 'apply' | 'plan' };
}
