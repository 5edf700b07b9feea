import { ACCESS_REQUEST_CALLS } from './access-requests.ts';
import { APPLICATION_CALLS } from './applications.ts';
import { FEDERATION_CALLS } from './federation.ts';
import { FLOW_CALLS } from './flows.ts';
import { GOOGLE_CALLS } from './google.ts';
import { GROUP_CALLS } from './groups.ts';
import type { HostCall, WriteCall } from './host-call.ts';
import { HTTP_CALLS } from './http.ts';
import { JWT_CALLS } from './jwt.ts';
import { LDAP_CALLS } from './ldap.ts';
import { USER_CALLS } from './users.ts';

/** Everything that a script can ask of the host, by the name that the guest sends. */
export const HOST_CALLS: ReadonlyMap<string, HostCall> = new Map(
  Object.entries({
    ...USER_CALLS,
    ...GROUP_CALLS,
    ...APPLICATION_CALLS,
    ...FEDERATION_CALLS,
    ...ACCESS_REQUEST_CALLS,
    ...GOOGLE_CALLS,
    ...LDAP_CALLS,
    ...JWT_CALLS,
    ...FLOW_CALLS,
    ...HTTP_CALLS,
  }),
);

/** The names that a run may use. */
export const CAPABILITIES: readonly string[] = [...HOST_CALLS.keys()];

/** The write that an effect of this kind is. */
export function writeOfKind(kind: string): WriteCall | undefined {
  for (const call of HOST_CALLS.values()) {
    if (call.access === 'write' && call.kinds.includes(kind)) return call;
  }
  return undefined;
}
