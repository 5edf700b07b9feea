import type { z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import { type Config, Members, UserGroups, UserIds } from './schemas.ts';

export type Slack = Context<z.output<typeof Config>>;

interface Call<S extends z.ZodType> {
  query?: Record<string, string | number | boolean | undefined>;
  /** With a body it is a POST, which writes. */
  body?: Record<string, unknown>;
  schema: S;
}

/** Calls a method of the Web API. What `ok: false` means, the plugin's `errorOf` says. */
export async function call<S extends z.ZodType>(
  { http }: Slack,
  method: string,
  { query, body, schema }: Call<S>,
): Promise<z.output<S>> {
  const path = '/api/{method}';
  const { data } = body
    ? await http.post(path, { params: { method }, body, schema })
    : await http.get(path, { params: { method }, query, schema });
  return data;
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
