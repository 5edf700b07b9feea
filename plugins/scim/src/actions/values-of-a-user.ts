import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found, type Scim } from '../client.ts';
import { Config, user } from '../schemas.ts';

const common = { config: Config, output: z.object({}), idempotent: true, permissions: ['write users'] };
const ofRole = z.object({ user, role: z.string().min(1).describe('Value in `roles`, as the service calls it') });
const ofLicense = z.object({ user, license: z.string().min(1).describe('Value in `entitlements`') });
const ROLE = { user: 'input.user', role: 'input.role' } as const;
const LICENSE = { user: 'input.user', license: 'input.license' } as const;

export const addUserToRole = defineAction({
  ...common,
  id: 'scim_api_add_user_to_role',
  title: 'Give a user a role',
  input: ofRole,
  effect: 'write',
  inverse: { action: 'scim_api_remove_user_from_role', input: ROLE },
  run: (ctx, { user, role }) => add(ctx, user, { attribute: 'roles', value: role }),
});

export const removeUserFromRole = defineAction({
  ...common,
  id: 'scim_api_remove_user_from_role',
  title: 'Take a role from a user',
  input: ofRole,
  effect: 'destructive',
  inverse: { action: 'scim_api_add_user_to_role', input: ROLE },
  run: (ctx, { user, role }) => remove(ctx, user, { attribute: 'roles', value: role }),
});

export const allocateLicense = defineAction({
  ...common,
  id: 'scim_api_allocate_license',
  title: 'Allocate a license',
  description: 'Where the service knows its licenses as entitlements of a user.',
  input: ofLicense,
  effect: 'write',
  inverse: { action: 'scim_api_release_license', input: LICENSE },
  run: (ctx, { user, license }) => add(ctx, user, { attribute: 'entitlements', value: license }),
});

export const releaseLicense = defineAction({
  ...common,
  id: 'scim_api_release_license',
  title: 'Release a license',
  input: ofLicense,
  effect: 'destructive',
  inverse: { action: 'scim_api_allocate_license', input: LICENSE },
  run: (ctx, { user, license }) => remove(ctx, user, { attribute: 'entitlements', value: license }),
});

interface Value {
  attribute: 'roles' | 'entitlements';
  value: string;
}

async function add(ctx: Scim, wanted: string, { attribute, value }: Value) {
  const user = found('user', wanted, await find(ctx, 'Users', wanted));
  const isChanged = await applyChange(ctx, 'Users', user, ({ seen }) =>
    seen[attribute].some((one) => one.value === value) ? null : { kind: 'add', attribute, value },
  );
  return isChanged ? changed({}) : noop({}, 'has it already');
}

async function remove(ctx: Scim, wanted: string, { attribute, value }: Value) {
  const user = found('user', wanted, await find(ctx, 'Users', wanted));
  const isChanged = await applyChange(ctx, 'Users', user, ({ seen }) =>
    seen[attribute].some((one) => one.value === value) ? { kind: 'remove', attribute, value } : null,
  );
  return isChanged ? changed({}) : noop({}, 'does not have it');
}
