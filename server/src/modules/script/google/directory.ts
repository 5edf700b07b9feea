import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { EgressSuccess } from '../../../platform/egress/index.ts';
import { sendRequest } from '../host/send-request.ts';
import type { RunScope } from '../run-scope.ts';
import { accessToken, type ServiceAccount } from './service-account.ts';

const PAGE = 500;
const FIELDS = 'nextPageToken,users(id,primaryEmail,name(givenName,familyName),suspended)';
const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export type GoogleUser = { sub: string; email: string; firstName: string; lastName: string };

export interface UsersPage {
  users: GoogleUser[];
  next: string | null;
}

/** https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/list */
const Users = z.object({
  nextPageToken: z.string().optional(),
  users: z
    .array(
      z.object({
        id: z.string(),
        primaryEmail: z.string(),
        name: z.object({ givenName: z.string().optional(), familyName: z.string().optional() }).optional(),
        suspended: z.boolean().optional(),
      }),
    )
    .default([]),
});

/** One page of a domain's users, those who are suspended left out. */
export async function listDirectoryUsers(
  scope: RunScope,
  account: ServiceAccount,
  { domain, pageToken }: { domain: string; pageToken: string | null },
): Promise<UsersPage> {
  const url = new URL('/admin/directory/v1/users', scope.ctx.config.googleApiUrl);
  url.search = new URLSearchParams({
    domain,
    maxResults: String(PAGE),
    orderBy: 'email',
    fields: FIELDS,
    ...(pageToken ? { pageToken } : {}),
  }).toString();
  const token = await accessToken(scope, account);
  const answer = Users.safeParse(readJson((await get(scope, url.href, token)).body));
  if (!answer.success) throw new AppError('UPSTREAM_FAILED', "Google's directory answers in a form that is not known");
  const active = answer.data.users.filter(({ suspended }) => !suspended);
  return { users: active.map(toUser), next: answer.data.nextPageToken ?? null };
}

function toUser({ id, primaryEmail, name }: z.infer<typeof Users>['users'][number]): GoogleUser {
  return { sub: id, email: primaryEmail, firstName: name?.givenName ?? '', lastName: name?.familyName ?? '' };
}

/** Waits where Google asks for patience: as long as it says, else longer each time. */
async function get(scope: RunScope, url: string, token: string): Promise<EgressSuccess> {
  for (let tries = 1; ; tries += 1) {
    const headers: [string, string][] = [
      ['authorization', `Bearer ${token}`],
      ['accept', 'application/json'],
    ];
    const answer = await sendRequest(scope, { url, method: 'GET', headers, body: null, redirect: 'manual' });
    if (answer.status === 200) return answer;
    const pauseMs = pauseBefore(tries, answer);
    if (pauseMs === undefined || tries === MOST_TRIES) throw refusal(answer);
    await sleep(pauseMs, undefined, { signal: scope.signal });
  }
}

const GoogleError = z.object({
  error: z.object({
    message: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** Google says "too often" by 429, and by 403 with one of these reasons. */
const RATE_REASONS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);

function pauseBefore(tries: number, { status, headers, body }: EgressSuccess): number | undefined {
  const reasons = GoogleError.safeParse(readJson(body)).data?.error.errors ?? [];
  const isTooOften = status === 429 || (status === 403 && reasons.some(({ reason }) => RATE_REASONS.has(reason ?? '')));
  if (!isTooOften && status < 500) return undefined;
  const asked = Number(headers['retry-after']) * 1000;
  const pauseMs = asked >= 0 ? asked : FIRST_PAUSE_MS * 2 ** (tries - 1);
  return pauseMs <= LONGEST_PAUSE_MS ? pauseMs : undefined;
}

function refusal({ status, body }: EgressSuccess): AppError {
  const message = GoogleError.safeParse(readJson(body)).data?.error.message ?? '';
  const hint =
    status === 403
      ? '; the key file needs a "subject": an administrator in whose name the service account may read the directory'
      : '';
  return new AppError(
    'UPSTREAM_FAILED',
    `Google's directory answered ${status}${message ? `, ${message}` : ''}${hint}`,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
