import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found, type UserResource } from '../client.ts';
import { Config, user } from '../schemas.ts';

const profile = {
  userName: z.string().min(1).optional().describe('Another name to sign in with'),
  email: z.email().optional().describe('Email address; takes the place of all that are there'),
  givenName: z.string().optional().describe('Given name'),
  familyName: z.string().optional().describe('Family name'),
  displayName: z.string().optional().describe('Name to show'),
};
const Profile = z.object(profile);
type Field = keyof typeof profile;

export const updateUser = defineAction({
  id: 'scim_api_update_user',
  title: 'Change a user',
  description: 'What is left out stays.',
  config: Config,
  input: z.object({ user, ...profile }),
  output: Profile.extend({ id: z.string() }),
  effect: 'write',
  inverse: {
    action: 'scim_api_update_user',
    input: {
      user: 'output.id',
      userName: 'output.userName',
      email: 'output.email',
      givenName: 'output.givenName',
      familyName: 'output.familyName',
      displayName: 'output.displayName',
    },
  },
  idempotent: true,
  permissions: ['write users'],
  run: async (ctx, { user, ...wanted }) => {
    const before = found('user', user, await find(ctx, 'Users', user));
    const isChanged = await applyChange(ctx, 'Users', before, (now) => {
      const fields = differing(wanted, profileOf(now));
      const entries = fields.map((field): [string, unknown] => [PATHS[field], sent(field, wanted[field])]);
      return entries.length === 0 ? null : { kind: 'set', values: Object.fromEntries(entries) };
    });
    const old = profileOf(before);
    const previous = Object.fromEntries(differing(wanted, old).map((field) => [field, old[field]]));
    const output = { id: before.seen.id, ...previous };
    return isChanged ? changed(output) : noop({ id: before.seen.id }, 'is so already');
  },
});

const PATHS: Record<Field, string> = {
  userName: 'userName',
  email: 'emails',
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  displayName: 'displayName',
};

function sent(field: Field, value: string | undefined): unknown {
  return field === 'email' ? [{ value, type: 'work', primary: true }] : value;
}

function profileOf({ seen: { username, name, displayname, emails } }: UserResource): Partial<Record<Field, string>> {
  const email = (emails.find(({ primary }) => primary) ?? emails[0])?.value;
  const all = {
    userName: username,
    email,
    givenName: name?.givenname,
    familyName: name?.familyname,
    displayName: displayname,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'string'));
}

function differing(wanted: Partial<Record<Field, string | undefined>>, now: Partial<Record<Field, string>>): Field[] {
  return (Object.keys(PATHS) as Field[]).filter((field) => wanted[field] !== undefined && wanted[field] !== now[field]);
}
