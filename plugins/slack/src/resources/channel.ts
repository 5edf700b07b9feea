import { defineResource } from '@joinery/plugin-sdk';
import { call } from '../client.ts';
import { Channels, Config, Members } from '../schemas.ts';
import { grantsOf } from './principals.ts';

/** Public channels, and the private ones that the app is in. */
export const channel = defineResource({
  type: 'channel',
  title: 'Channels',
  config: Config,
  objects: async (ctx, cursor) => {
    const query = {
      limit: 200,
      exclude_archived: true,
      types: 'public_channel,private_channel',
      cursor: cursor ?? undefined,
    };
    const { channels, response_metadata } = await call(ctx, 'conversations.list', { query, schema: Channels });
    const items = channels.map(({ id, name, is_private = false }) => ({
      id,
      name,
      attributes: { isPrivate: is_private },
    }));
    return { items, next: response_metadata?.next_cursor || null };
  },
  entitlements: async () => ({ items: [{ id: 'member', name: 'Member' }], next: null }),
  grants: async (ctx, { id }, cursor) => {
    const query = { channel: id, limit: 50, cursor: cursor ?? undefined };
    const { members, response_metadata } = await call(ctx, 'conversations.members', { query, schema: Members });
    return { items: await grantsOf(ctx, members), next: response_metadata?.next_cursor || null };
  },
});
