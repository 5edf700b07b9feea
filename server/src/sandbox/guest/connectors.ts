import { freeze } from './intrinsics.ts';
import type { Flows, GoogleUser, GWorkspace, Jwt, Ldap } from './joinery.js';
import { callHost } from './link.ts';
import { all, pages } from './pages.ts';

export const gworkspace: GWorkspace = freeze({
  listUsers: (serviceAccountKey: string, domain: string) =>
    all(pages<GoogleUser>('gworkspace.list_users', { serviceAccountKey, domain }, 'users')),
});

export const ldap: Ldap = freeze<Ldap>({ search: (options) => callHost('ldap.search', options) });

export const jwt: Jwt = freeze<Jwt>({ sign: (options) => callHost('jwt.sign', options) });

export const flows: Flows = freeze<Flows>({
  start: (chain, input = {}, options) => callHost('flows.start', { chain, input, subjectId: options?.subjectId }),
});
