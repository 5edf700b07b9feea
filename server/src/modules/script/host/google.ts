import { z } from 'zod';
import { listDirectoryUsers } from '../google/directory.ts';
import { parseServiceAccount } from '../google/service-account.ts';
import { type HostCall, read } from './host-call.ts';

const ListUsers = z.strictObject({
  serviceAccountKey: z.string().max(20_000),
  domain: z.string().min(1, 'must not be empty').max(253),
  after: z.string().max(4000).nullish(),
});

const listUsers = read(ListUsers, async (scope, { serviceAccountKey, domain, after }) => {
  const account = parseServiceAccount(serviceAccountKey);
  scope.mask.add(account.private_key);
  const { users, next } = await listDirectoryUsers(scope, account, { domain, pageToken: after ?? null });
  return { users, next };
});

export const GOOGLE_CALLS: Record<string, HostCall> = { 'gworkspace.list_users': listUsers };
