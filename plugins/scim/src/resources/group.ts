import { defineResource } from '@joinery/plugin-sdk';
import { found, pageOf, readOne } from '../client.ts';
import { Config } from '../schemas.ts';

const MEMBERS_A_PAGE = 50;

export const group = defineResource({
  type: 'group',
  title: 'Groups',
  config: Config,
  objects: async (ctx, cursor) => {
    const { items, next } = await pageOf(ctx, 'Groups', { without: 'members', cursor });
    return { items: items.map(({ seen }) => ({ id: seen.id, name: seen.displayname })), next };
  },
  entitlements: async () => ({ items: [{ id: 'member', name: 'Member' }], next: null }),
  // A group has its members at once, and only their ids: who they are is asked one by one.
  grants: async (ctx, { id }, cursor) => {
    const { seen } = found('group', id, await readOne(ctx, 'Groups', id));
    const people = seen.members.filter(({ type }) => type?.toLowerCase() !== 'group');
    const from = Number(cursor ?? 0);
    const items = [];
    for (const { value } of people.slice(from, from + MEMBERS_A_PAGE)) {
      const user = await readOne(ctx, 'Users', value);
      const email = user && (user.seen.emails.find(({ primary }) => primary) ?? user.seen.emails[0]);
      items.push({
        principal: {
          id: value,
          ...(user ? { username: user.seen.username } : {}),
          ...(email ? { email: email.value } : {}),
        },
        entitlement: 'member',
      });
    }
    const next = from + MEMBERS_A_PAGE;
    return { items, next: next < people.length ? String(next) : null };
  },
});
