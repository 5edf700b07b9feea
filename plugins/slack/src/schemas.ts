import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  apiUrl: z.url().default('https://slack.com').describe('Where the Web API is; leave it as it is'),
  hooksUrl: z
    .url()
    .default('https://hooks.slack.com')
    .describe('Where whoever has pressed a button is answered; leave it as it is'),
});

const id = z.string().min(1);
export const channel = id.describe('Id of the channel: C024BE91L');
export const recipient = id.describe(
  'Id of a channel (C024BE91L) or of a person (U024BE7LH), who gets a direct message',
);
export const user = id.describe('Id of the person: U024BE7LH');
export const userGroup = id.describe('Id of the user group: S0614TZR7');

/** Answers of Slack, as far as they are read. Every one of them has `ok`, at status 200. */
export const Envelope = z.looseObject({ ok: z.boolean(), error: z.string().optional(), needed: z.string().optional() });
const more = z.object({ next_cursor: z.string().optional() }).optional();
export const Nothing = z.object({});
export const Identity = z.object({ user: z.string(), team: z.string() });
export const Posted = z.object({ channel: id, ts: z.string() });
export const User = z.object({
  user: z.object({
    id,
    name: z.string(),
    deleted: z.boolean().optional(),
    profile: z.object({ email: z.string().optional() }).optional(),
  }),
});
export const Channels = z.object({
  channels: z.array(z.object({ id, name: z.string(), is_private: z.boolean().optional() })),
  response_metadata: more,
});
export const Members = z.object({ members: z.array(id), response_metadata: more });
const userGroupShape = z.object({ id, name: z.string(), handle: z.string(), date_delete: z.int() });
export const UserGroup = z.object({ usergroup: userGroupShape });
export const UserGroups = z.object({ usergroups: z.array(userGroupShape) });
export const UserIds = z.object({ users: z.array(id) });
