import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import {
  federatedIdentitiesOf,
  findFederatedIdentity,
  findFederatedProviderByName,
  getFederatedProvider,
  linkFederatedIdentity,
  unlinkFederatedIdentity,
} from '../../federation/index.ts';
import type { RunScope } from '../run-scope.ts';
import { CHANGED, type HostCall, NOOP, type Performed, read, type Write, write } from './host-call.ts';

const id = z.string().max(200);
const Key = z.strictObject({ providerId: id, subject: z.string().min(1, 'must not be empty').max(1000) });
type Key = z.infer<typeof Key>;

interface Provider {
  id: string;
  name: string;
  providerType: string;
}

const toScriptProvider = ({ id, name, providerType }: Provider) => ({ id, name, providerType });

const getProvider = read(z.strictObject({ id }), async ({ ctx }, { id }) => {
  try {
    return toScriptProvider(await getFederatedProvider(ctx, id));
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
});

const getProviderByName = read(z.strictObject({ name: z.string().max(200) }), async ({ ctx }, { name }) => {
  const provider = await findFederatedProviderByName(ctx, name);
  return provider && toScriptProvider(provider);
});

/** Whom the provider knows by this subject now; in a plan, after what the plan has done. */
async function linkedUserId({ ctx, planned }: RunScope, key: Key): Promise<string | null> {
  const change = planned?.identity(key.providerId, key.subject);
  return change ? change.userId : ((await findFederatedIdentity(ctx, key))?.userId ?? null);
}

const getUserBySub = read(Key, async (scope, key) => {
  const userId = await linkedUserId(scope, key);
  return userId === null ? null : ((await scope.directory.user(userId))?.value ?? null);
});

const getIdentities = read(z.strictObject({ userId: id }), async ({ ctx, planned, directory }, { userId }) => {
  await directory.requireUser(userId);
  // A context of its own: what was loaded for an earlier call may have changed.
  const found = planned?.isMade(userId) ? [] : await federatedIdentitiesOf({ ...ctx }, userId);
  const kept = found.filter(({ providerId, subject }) => !planned?.identity(providerId, subject));
  const added = planned?.identities.filter((identity) => identity.userId === userId) ?? [];
  return [...kept, ...added].map(({ providerId, subject }) => ({ providerId, subject, userId }));
});

const nameOf = ({ providerId, subject }: Key) => `identity ${providerId} ${subject}`;

const link = write(['identity.link'], Key.extend({ userId: id }), async (scope, { userId, ...key }): Promise<Write> => {
  const { ctx, directory, planned } = scope;
  const { value: user } = await directory.requireUser(userId);
  const provider = await getFederatedProvider(ctx, key.providerId);
  const linked = await linkedUserId(scope, key);
  if (linked !== null && linked !== userId) {
    throw new AppError('CONFLICT', `${provider.name} knows another user by this subject; unlink them first`);
  }
  return {
    kind: 'identity.link',
    summary: `${user.email} → ${provider.name} ${key.subject}`,
    isRemoval: false,
    ...(linked === userId ? { noop: NOOP } : {}),
    basis: { userId: linked },
    objects: [nameOf(key)],
    ids: [userId],
    standIn: () => {
      planned?.setIdentity({ ...key, userId });
      return { value: CHANGED };
    },
    perform: async () => {
      await linkFederatedIdentity(ctx, { ...key, userId });
      return { outcome: 'changed', value: CHANGED };
    },
  };
});

const unlink = write(['identity.unlink'], Key, async (scope, key): Promise<Write> => {
  const { ctx, directory, planned } = scope;
  const provider = await getFederatedProvider(ctx, key.providerId);
  const linked = await linkedUserId(scope, key);
  const user = linked === null ? null : await directory.user(linked);
  return {
    kind: 'identity.unlink',
    summary: `${user?.value.email ?? 'nobody'} ← ${provider.name} ${key.subject}`,
    isRemoval: true,
    ...(linked === null ? { noop: NOOP } : {}),
    basis: { userId: linked },
    objects: [nameOf(key)],
    ids: linked === null ? [] : [linked],
    standIn: () => {
      planned?.setIdentity({ ...key, userId: null });
      return { value: CHANGED };
    },
    perform: () => unlinkOnce(scope, key),
  };
});

/** Somebody else may have been faster: gone is gone. */
async function unlinkOnce({ ctx }: RunScope, key: Key): Promise<Performed> {
  try {
    await unlinkFederatedIdentity(ctx, key);
    return { outcome: 'changed', value: CHANGED };
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return { outcome: 'noop', value: NOOP };
    throw error;
  }
}

export const FEDERATION_CALLS: Record<string, HostCall> = {
  'idp.get_federated_provider': getProvider,
  'idp.get_federated_provider_by_name': getProviderByName,
  'idp.get_federated_user_by_sub': getUserBySub,
  'idp.get_federated_identities': getIdentities,
  'idp.link_federated_identity': link,
  'idp.unlink_federated_identity': unlink,
};
