import { ProviderError, z } from '@joinery/plugin-sdk';
import type { Context, ErrorKind } from '@joinery/plugin-sdk/types';
import { type Config, Envelope, Members, UserGroups, UserIds } from './schemas.ts';

export type Slack = Context<z.output<typeof Config>>;

interface Call<S extends z.ZodType> {
  query?: Record<string, string | number | boolean | undefined>;
  /** With a body it is a POST, which writes. */
  body?: Record<string, unknown>;
  schema: S;
}

/** Calls a method of the Web API. Throws ProviderError for `ok: false`, by the name that Slack gives the error. */
export async function call<S extends z.ZodType>(
  { http }: Slack,
  method: string,
  { query, body, schema }: Call<S>,
): Promise<z.output<S>> {
  const path = '/api/{method}';
  const { data } = body
    ? await http.post(path, { params: { method }, body, schema: Envelope })
    : await http.get(path, { params: { method }, query, schema: Envelope });
  if (!data.ok) throw failureOf(method, data);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ProviderError('unexpected_answer', `the answer to ${method}: ${z.prettifyError(parsed.error)}`);
}

const KINDS: Record<string, ErrorKind> = {
  ratelimited: 'rate_limited',
  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  service_unavailable: 'unavailable',
  request_timeout: 'unavailable',
  no_such_subteam: 'not_found',
  is_archived: 'conflict',
  not_in_channel: 'conflict',
  name_already_exists: 'conflict',
  handle_already_exists: 'conflict',
  cant_kick_from_general: 'conflict',
  method_not_supported_for_channel_type: 'not_supported',
};
const AUTH =
  /^(not_authed|invalid_auth|account_inactive|token_\w+|missing_scope|no_permission|access_denied|not_allowed\w*|permission_denied|restricted_action\w*|org_login_required|ekm_access_denied)$/;

function failureOf(method: string, { error = 'unknown_error', needed }: z.output<typeof Envelope>): ProviderError {
  const kind = KINDS[error] ?? (AUTH.test(error) ? 'auth' : error.endsWith('_not_found') ? 'not_found' : 'invalid');
  return new ProviderError(
    kind,
    `Slack answers ${error} to ${method}${needed ? `; it needs the scope ${needed}` : ''}`,
  );
}

/** `&`, `<` and `>` are Slack's markup for links and for calling people: a text of ours does neither. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export async function isInChannel(ctx: Slack, { channel, user }: { channel: string; user: string }): Promise<boolean> {
  for (let cursor: string | undefined; ; ) {
    const query = { channel, limit: 1000, cursor };
    const page = await call(ctx, 'conversations.members', { query, schema: Members });
    if (page.members.includes(user)) return true;
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) return false;
  }
}

export async function userGroups(ctx: Slack, { withDisabled }: { withDisabled: boolean }) {
  const query = { include_disabled: withDisabled };
  return (await call(ctx, 'usergroups.list', { query, schema: UserGroups })).usergroups;
}

/** Throws `not_found` where there is none. */
export async function membersOfGroup(ctx: Slack, userGroup: string): Promise<string[]> {
  const query = { usergroup: userGroup };
  return (await call(ctx, 'usergroups.users.list', { query, schema: UserIds })).users;
}
