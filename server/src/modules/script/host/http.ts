import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { EgressSuccess } from '../../../platform/egress/index.ts';
import type { Json } from '../../../sandbox/contract.ts';
import { auditHttpWrite } from './audit-http.ts';
import { type HostCall, type Performed, read, type Write, write } from './host-call.ts';
import { sendRequest } from './send-request.ts';

/** A request that changes nothing although its method could: a token, a search. Never sent on. */
const EFFECT_HEADER = 'joinery-effect';
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

const Fetch = z.strictObject({
  url: z.string().max(8192),
  method: z.string().max(20).toUpperCase(),
  headers: z.array(z.tuple([z.string(), z.string()])).max(200),
  body: z.string().nullable(),
  redirect: z.enum(['follow', 'manual']),
  timeoutMs: z.number().positive().optional(),
});
export type FetchInput = z.infer<typeof Fetch>;

const PLANNED = {
  status: 200,
  statusText: 'OK',
  headers: [['content-type', 'application/json']],
  body: '{}',
  redirected: false,
} satisfies Json;

const send = write(['http.request'], Fetch, async (scope, input): Promise<Write> => {
  const { request } = withoutEffectHeader(input);
  return {
    kind: 'http.request',
    summary: `${request.method} ${request.url}`,
    isRemoval: request.method === 'DELETE',
    basis: null,
    objects: [],
    ids: [],
    standIn: () => ({ value: { ...PLANNED, url: request.url } }),
    perform: async () => {
      const response = await sendRequest(scope, request);
      scope.learned.fromAnswer(response.body);
      const performed = judge(response, request);
      await auditHttpWrite(scope, request, performed);
      return performed;
    },
  };
});

const ask = read(Fetch, async (scope, input) => {
  const { request } = withoutEffectHeader(input);
  const response = await sendRequest(scope, request);
  scope.learned.fromAnswer(response.body);
  return toAnswer(response, request);
});

function isRead(input: unknown): boolean {
  const parsed = Fetch.safeParse(input);
  return parsed.success && (READS.has(parsed.data.method) || withoutEffectHeader(parsed.data).isDeclaredRead);
}

function withoutEffectHeader(input: FetchInput) {
  const isEffect = ([name]: [string, string]) => name.toLowerCase() === EFFECT_HEADER;
  const isDeclaredRead = input.headers.some((header) => isEffect(header) && header[1].trim().toLowerCase() === 'none');
  return { isDeclaredRead, request: { ...input, headers: input.headers.filter((header) => !isEffect(header)) } };
}

function toAnswer(response: EgressSuccess, { url }: FetchInput): Json {
  return {
    status: response.status,
    statusText: STATUS_CODES[response.status] ?? '',
    headers: Object.entries(response.headers),
    body: response.body,
    url: response.url,
    redirected: response.url !== new URL(url).href,
  };
}

/** Every status answers the script; for the record, an error status is a change that failed, and gone is gone. */
function judge(response: EgressSuccess, request: FetchInput): Performed {
  const { status } = response;
  const value = toAnswer(response, request);
  const detail = { status };
  if (status < 400) return { outcome: 'changed', value, detail };
  if (request.method === 'DELETE' && (status === 404 || status === 410)) return { outcome: 'noop', value, detail };
  return { outcome: 'failed', value, detail, error: `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim() };
}

export const HTTP_CALLS: Record<string, HostCall> = {
  'http.fetch': { ...send, asRead: (input) => (isRead(input) ? ask : null) },
};
