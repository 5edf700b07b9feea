import { z } from 'zod';
import { changesOf } from '../../../changes.ts';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import { activateUser, createUser, deactivateUser, updateUser } from '../../user/index.ts';
import { type ScriptUser, toScriptUser } from '../directory/script-objects.ts';
import { CHANGED, type HostCall, NOOP, read, type Write, write } from './host-call.ts';

const id = z.string().max(200);
const after = z.string().max(2000).nullish();
const name = z.string().max(100);

const Filter = z
  .strictObject({
    isActive: z.boolean().optional(),
    emailEndsWith: z.string().max(254).optional(),
    notSignedInSince: z.iso.datetime({ offset: true }).optional(),
  })
  .optional();

const Changes = z.strictObject({
  firstName: name.optional(),
  lastName: name.optional(),
  attributes: z.record(z.string(), z.json()).optional(),
  managerId: id.nullable().optional(),
});

const users = read(z.strictObject({ filter: Filter, after }), async ({ directory }, { filter = {}, after }) => {
  const { notSignedInSince, ...rest } = filter;
  const since = notSignedInSince === undefined ? null : new Date(notSignedInSince);
  const { rows, next } = await directory.users({ ...rest, notSignedInSince: since }, after ?? null);
  return { users: rows, next };
});

const getUser = read(
  z.strictObject({ id }),
  async ({ directory }, { id }) => (await directory.user(id))?.value ?? null,
);

const getUserByEmail = read(
  z.strictObject({ email: z.string().max(254) }),
  async ({ directory }, { email }) => (await directory.userByEmail(email))?.value ?? null,
);

const NewUser = z.strictObject({
  email: z.string().trim().toLowerCase().pipe(z.email('must be an email address')),
  firstName: name.optional(),
  lastName: name.optional(),
  source: z.string().max(200).optional(),
});

/** A taken address is refused in a plan as the directory refuses it. */
const create = write(['user.create'], NewUser, async ({ ctx, directory, planned }, input): Promise<Write> => {
  const { email, source } = input;
  if (await directory.userByEmail(email)) {
    throw new AppError('CONFLICT', `there is a user with the email ${email} already`);
  }
  return {
    kind: 'user.create',
    summary: source ? `${email} (${source})` : email,
    isRemoval: false,
    basis: { exists: false },
    objects: [`user.email ${email}`],
    ids: [],
    standIn: () => {
      const user = newUser(input, ctx.clock.now());
      planned?.addUser(user);
      return { value: user, made: { id: user.id } };
    },
    perform: async () => {
      const user = toScriptUser(await createUser(ctx, input));
      return { outcome: 'changed', value: user, made: { id: user.id } };
    },
  };
});

function newUser({ email, firstName = '', lastName = '' }: z.infer<typeof NewUser>, now: Date): ScriptUser {
  const username = email.slice(0, email.lastIndexOf('@'));
  const person = { email, username, firstName, lastName, isActive: true, attributes: {}, managerId: null };
  return { id: newId(), ...person, createdAt: now.toISOString(), lastSignInAt: null };
}

const update = write(
  ['user.update'],
  z.strictObject({ id, changes: Changes }),
  async ({ ctx, directory, planned }, { id, changes }): Promise<Write> => {
    const { value: user, version } = await directory.requireUser(id);
    if (changes.managerId) await directory.requireUser(changes.managerId);
    const changed = changesOf(user, changes as Partial<ScriptUser>)?.new ?? {};
    const next: ScriptUser = { ...user, ...changed };
    return {
      kind: 'user.update',
      summary: `${user.email}: ${Object.keys(changed).join(', ')}`,
      isRemoval: false,
      ...(Object.keys(changed).length === 0 ? { noop: user } : {}),
      basis: version === null ? null : { version },
      objects: [`user ${id}`],
      ids: [id, ...(changes.managerId ? [changes.managerId] : [])],
      standIn: () => {
        planned?.users.set(id, next);
        return { value: next };
      },
      perform: async () => ({ outcome: 'changed', value: toScriptUser(await updateUser(ctx, id, changes)) }),
    };
  },
);

const Active = z.strictObject({ id, isActive: z.boolean() });

const updateActive = write(
  ['user.activate', 'user.deactivate'],
  Active,
  async ({ ctx, directory, planned }, { id, isActive }): Promise<Write> => {
    const { value: user, version } = await directory.requireUser(id);
    return {
      kind: isActive ? 'user.activate' : 'user.deactivate',
      summary: user.email,
      isRemoval: !isActive,
      ...(user.isActive === isActive ? { noop: NOOP } : {}),
      basis: version === null ? null : { version },
      objects: [`user ${id}`],
      ids: [id],
      standIn: () => {
        planned?.users.set(id, { ...user, isActive });
        return { value: CHANGED };
      },
      perform: async () => {
        await (isActive ? activateUser(ctx, id) : deactivateUser(ctx, id));
        return { outcome: 'changed', value: CHANGED };
      },
    };
  },
);

export const USER_CALLS: Record<string, HostCall> = {
  'idp.users': users,
  'idp.get_user': getUser,
  'idp.get_user_by_email': getUserByEmail,
  'idp.create_user': create,
  'idp.update_user': update,
  'idp.update_user_active': {
    ...updateActive,
    kindOf: (input) => (Active.safeParse(input).data?.isActive === false ? 'user.deactivate' : 'user.activate'),
  },
};
