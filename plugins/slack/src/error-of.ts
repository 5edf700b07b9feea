import type { ErrorKind, ErrorOf } from '@joinery/plugin-sdk/types';
import { Envelope } from './schemas.ts';

const KINDS: Record<string, ErrorKind> = {
  ratelimited: 'rate_limited',
  rate_limited: 'rate_limited',
  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  service_unavailable: 'unavailable',
  request_timeout: 'unavailable',
  no_such_subteam: 'not_found',
  is_archived: 'conflict',
  not_in_channel: 'conflict',
  name_already_exists: 'conflict',
  handle_already_exists: 'conflict',
  cant_kick_from_general: 'conflict',
  method_not_supported_for_channel_type: 'not_supported',
};
const AUTH =
  /^(not_authed|invalid_auth|account_inactive|token_\w+|missing_scope|no_permission|access_denied|not_allowed\w*|permission_denied|restricted_action\w*|org_login_required|ekm_access_denied)$/;

/** Slack answers 200 and `ok: false`, with a name for what is wrong. */
export const errorOf: ErrorOf = ({ status, headers, data }) => {
  const said = status < 400 ? Envelope.safeParse(data) : undefined;
  if (!said?.success || said.data.ok) return undefined;
  const { error = 'unknown_error', needed } = said.data;
  const wait = Number(headers['retry-after'] ?? Number.NaN);
  return {
    kind: KINDS[error] ?? (AUTH.test(error) ? 'auth' : error.endsWith('_not_found') ? 'not_found' : 'invalid'),
    message: `Slack answers ${error}${needed ? `; it needs the scope ${needed}` : ''}`,
    retryAfterSeconds: Number.isNaN(wait) ? undefined : wait,
  };
};
