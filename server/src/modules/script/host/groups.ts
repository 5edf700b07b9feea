import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import { addGroupMember, createGroup, removeGroupMember } from '../../group/index.ts';
import { toScriptGroup } from '../directory/script-objects.ts';
import type { RunScope } from '../run-scope.ts';
import { CHANGED, type HostCall, NOOP, type Performed, read, type Write, write } from './host-call.ts';

const id = z.string().max(200);
const after = z.string().max(2000).nullish();
const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');

const groups = read(
  z.strictObject({ prefix: z.string().max(200).nullish(), after }),
  async ({ directory }, { prefix, after }) => {
    const { rows, next } = await directory.groups(prefix ?? '', after ?? null);
    return { groups: rows, next };
  },
);

const getGroup = read(
  z.strictObject({ id }),
  async ({ directory }, { id }) => (await directory.group(id))?.value ?? null,
);

const getGroupByName = read(z.strictObject({ name: z.string().max(200) }), ({ directory }, { name }) =>
  directory.groupByName(name),
);

const members = read(z.strictObject({ groupId: id, after }), async ({ directory }, { groupId, after }) => {
  const { rows, next } = await directory.members(groupId, after ?? null);
  return { users: rows, next };
});

const getUserGroups = read(z.strictObject({ userId: id }), ({ directory }, { userId }) => directory.groupsOf(userId));

const create = write(
  ['group.create'],
  z.strictObject({ name, description: z.string().trim().max(2000).nullish() }),
  async ({ ctx, directory, planned }, { name, description }): Promise<Write> => {
    if (await directory.groupByName(name)) {
      throw new AppError('CONFLICT', `there is a group named ${name} already`);
    }
    const input = { name, description: description ?? '' };
    return {
      kind: 'group.create',
      summary: name,
      isRemoval: false,
      basis: { exists: false },
      objects: [`group.name ${name}`],
      ids: [],
      standIn: () => {
        const group = { id: newId(), ...input };
        planned?.addGroup(group);
        return { value: group, made: { id: group.id } };
      },
      perform: async () => {
        const group = toScriptGroup(await createGroup(ctx, input));
        return { outcome: 'changed', value: group, made: { id: group.id } };
      },
    };
  },
);

interface Ends {
  userId: string;
  groupId: string;
}

/** What adding and removing have in common: both rest on whether the user is a member now. */
async function membershipWrite({ directory, planned }: RunScope, { userId, groupId }: Ends, isWanted: boolean) {
  const [user, group] = await Promise.all([directory.requireUser(userId), directory.requireGroup(groupId)]);
  const now = await directory.isMember(groupId, userId);
  return {
    now,
    write: {
      kind: isWanted ? 'group.add_member' : 'group.remove_member',
      summary: isWanted ? `${user.value.email} → ${group.value.name}` : `${user.value.email} ← ${group.value.name}`,
      isRemoval: !isWanted,
      basis: { isMember: now.isMember },
      objects: [`member ${groupId} ${userId}`],
      ids: [userId, groupId],
      standIn: () => {
        planned?.setMembership(groupId, userId, isWanted);
        return { value: CHANGED };
      },
    },
  };
}

const addMember = write(
  ['group.add_member'],
  z.strictObject({ userId: id, groupId: id, expiresAt: z.iso.datetime({ offset: true }).nullish() }),
  async (scope, { userId, groupId, expiresAt }): Promise<Write> => {
    const { now, write } = await membershipWrite(scope, { userId, groupId }, true);
    const end = expiresAt ? new Date(expiresAt) : undefined;
    const isThere = now.isMember && (end === undefined || now.expiresAt?.getTime() === end.getTime());
    return {
      ...write,
      summary: end ? `${write.summary} until ${end.toISOString()}` : write.summary,
      ...(isThere ? { noop: NOOP } : {}),
      perform: async () => {
        await addGroupMember(scope.ctx, { userId, groupId, expiresAt: end, source: 'SYNC' });
        return { outcome: 'changed', value: CHANGED };
      },
    };
  },
);

const removeMember = write(
  ['group.remove_member'],
  z.strictObject({ userId: id, groupId: id }),
  async (scope, ends): Promise<Write> => {
    const { now, write } = await membershipWrite(scope, ends, false);
    return { ...write, ...(now.isMember ? {} : { noop: NOOP }), perform: () => removeOnce(scope, ends) };
  },
);

/** Somebody else may have been faster: gone is gone. */
async function removeOnce({ ctx }: RunScope, ends: Ends): Promise<Performed> {
  try {
    await removeGroupMember(ctx, { ...ends, reason: 'sync' });
    return { outcome: 'changed', value: CHANGED };
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return { outcome: 'noop', value: NOOP };
    throw error;
  }
}

export const GROUP_CALLS: Record<string, HostCall> = {
  'idp.groups': groups,
  'idp.get_group': getGroup,
  'idp.get_group_by_name': getGroupByName,
  'idp.create_group': create,
  'idp.members': members,
  'idp.get_user_groups': getUserGroups,
  'idp.add_user_to_group': addMember,
  'idp.remove_user_from_group': removeMember,
};
