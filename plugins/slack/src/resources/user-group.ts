import { defineResource } from '@joinery/plugin-sdk';
import { membersOfGroup, userGroups } from '../client.ts';
import { Config } from '../schemas.ts';
import { grantsOf } from './principals.ts';

const AT_A_TIME = 50;

export const userGroup = defineResource({
  type: 'user_group',
  title: 'User groups',
  config: Config,
  objects: async (ctx) => {
    const groups = await userGroups(ctx, { withDisabled: false });
    return { items: groups.map(({ id, name, handle }) => ({ id, name, attributes: { handle } })), next: null };
  },
  entitlements: async () => ({ items: [{ id: 'member', name: 'Member' }], next: null }),
  grants: async (ctx, { id }, cursor) => {
    const from = Number(cursor ?? 0);
    const members = await membersOfGroup(ctx, id);
    const next = from + AT_A_TIME < members.length ? String(from + AT_A_TIME) : null;
    return { items: await grantsOf(ctx, members.slice(from, from + AT_A_TIME)), next };
  },
});
