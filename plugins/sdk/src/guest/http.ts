import * as z from 'zod';
import type { ErrorOf, Http, HttpAnswer, HttpOptions, PagesOptions } from '../define/context.ts';
import { type ErrorKind, ProviderError } from '../define/provider-error.ts';
import { answerTo } from './answer-to.ts';
import { checked } from './checked.ts';
import { dataOf } from './data-of.ts';
import { nextCursor, pageQuery } from './paging.ts';
import type { HttpCall, HttpCallAnswer } from './protocol.ts';

export interface HttpLink {
  request(call: HttpCall): Promise<HttpCallAnswer>;
  /** By endpoint. */
  errorOf: Readonly<Record<string, ErrorOf>>;
}

const MOST_PAGES = 1000;
const SHOWN_CHARACTERS = 500;

export function httpFor(endpoint: string, link: HttpLink): Http {
  const ask = (method: string, path: string, options: HttpOptions) =>
    answerTo(link, callOf(endpoint, method, path, options));
  const send =
    (method: string) =>
    async <S extends z.ZodType = z.ZodUnknown>(path: string, options: HttpOptions<S> = {}) =>
      read(`${method} ${path}`, await ask(method, path, options), options);
  const get: Get = (path, options) => ask('GET', path, options);
  const http: Http = {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    at: (other) => httpFor(other, link),
    page: (path, options) => page(get, path, options),
    pages: (path, options) => pages(get, path, options),
  };
  return http;
}

function callOf(endpoint: string, method: string, path: string, options: HttpOptions): HttpCall {
  const isJson = options.body !== undefined;
  return {
    endpoint,
    method,
    path: fill(path, options.params ?? {}),
    query: Object.entries(options.query ?? {}).flatMap(([name, value]) =>
      valuesOf(value).map((one): [string, string] => [name, one]),
    ),
    headers: {
      accept: 'application/json',
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...options.headers,
    },
    body: isJson ? JSON.stringify(options.body) : (options.text ?? null),
    reads: options.reads ?? false,
    ...(options.seal === undefined ? {} : { seal: options.seal }),
  };
}

function valuesOf(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function fill(path: string, params: Record<string, string | number>): string {
  // A whole URL comes from an answer: what looks like a placeholder there is none.
  if (!path.startsWith('/')) return path;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    if (value === '') throw new ProviderError('invalid', `the path ${path} has no value for ${name}`);
    return encodeURIComponent(value);
  });
}

function read<S extends z.ZodType>(
  what: string,
  answer: HttpCallAnswer,
  options: HttpOptions<S>,
): HttpAnswer<z.output<S>> {
  const { status, headers, body } = answer;
  const ok = status < 400;
  if (!ok && !options.allow?.includes(status)) throw failureOf(what, answer);
  const data = dataOf(answer);
  if (!ok || !options.schema) return { status, ok, headers, data: data as z.output<S> };
  if (typeof data === 'string' && body !== '') {
    const isText = options.schema instanceof z.ZodString;
    if (!isText) throw new ProviderError('unexpected_answer', `${what} answered what is not JSON`, { status });
  }
  return {
    status,
    ok,
    headers,
    data: checked(options.schema, data, { kind: 'unexpected_answer', what: `the answer to ${what}` }),
  };
}

const KINDS: Record<number, ErrorKind> = {
  401: 'auth',
  403: 'auth',
  404: 'not_found',
  410: 'not_found',
  409: 'conflict',
  412: 'conflict',
  429: 'rate_limited',
  501: 'not_supported',
};

function failureOf(what: string, { status, body }: HttpCallAnswer): ProviderError {
  const kind = KINDS[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
  const said = body.trim() === '' ? '' : `: ${body.trim().slice(0, SHOWN_CHARACTERS)}`;
  return new ProviderError(kind, `${what} answered ${status}${said}`, { status });
}

type Get = (path: string, options: HttpOptions) => Promise<HttpCallAnswer>;

async function page<S extends z.ZodType, I>(
  get: Get,
  path: string,
  options: PagesOptions<S, I> & { cursor: string | null },
) {
  const { cursor, paging, items: pick, ...rest } = options;
  const isWholeUrl = paging.by === 'link' && cursor !== null;
  const what = `GET ${path}`;
  const answer = await get(isWholeUrl ? cursor : path, {
    ...rest,
    query: isWholeUrl ? {} : { ...rest.query, ...pageQuery(paging, cursor) },
  });
  const { headers, data } = read(what, answer, rest);
  const items = [...pick(data)];
  return { items, next: nextCursor(paging, { what, cursor, count: items.length, headers, raw: dataOf(answer), data }) };
}

async function* pages<S extends z.ZodType, I>(get: Get, path: string, options: PagesOptions<S, I>): AsyncGenerator<I> {
  let cursor: string | null = null;
  for (let count = 0; count < (options.maxPages ?? MOST_PAGES); count += 1) {
    const { items, next }: { items: I[]; next: string | null } = await page(get, path, { ...options, cursor });
    yield* items;
    if (next === null) return;
    cursor = next;
  }
  throw new ProviderError('unexpected_answer', `GET ${path} has more pages than ${options.maxPages ?? MOST_PAGES}`);
}
