import type { FieldError } from '../../../errors.ts';
import type { NewHttpAction } from './new-action.ts';
import type { HttpAuth } from './stored-action.ts';

type NewAuth = NewHttpAction['auth'];

interface AcceptedAuth {
  auth: HttpAuth;
  secrets: Record<string, string | null>;
  errors: FieldError[];
}

const NO_SECRETS = { token: null, password: null };
/** What can stand in an Authorization header: visible ASCII (RFC 6750 §2.1 allows no more than that). */
const TOKEN = /^[\x21-\x7e]+$/;

/** The stored form of an action's authentication. What is left out stays as it was; an empty secret is removed. */
export function acceptHttpAuth(input: NewAuth, current: HttpAuth | undefined): AcceptedAuth {
  if (!input) return { auth: current ?? { type: 'NONE' }, secrets: {}, errors: [] };
  if (input.type === 'BEARER') return acceptBearer(input, current);
  if (input.type === 'BASIC') return acceptBasic(input, current);
  return { auth: { type: 'NONE' }, secrets: NO_SECRETS, errors: [] };
}

function acceptBearer({ token }: NonNullable<NewAuth>, current: HttpAuth | undefined): AcceptedAuth {
  const errors: FieldError[] = [];
  const isKept = token == null && current?.type === 'BEARER';
  if (!isKept && !token) errors.push({ path: 'auth.token', message: 'is needed for BEARER' });
  else if (token && !TOKEN.test(token)) {
    errors.push({ path: 'auth.token', message: 'must be visible ASCII characters without spaces' });
  }
  return { auth: { type: 'BEARER' }, secrets: { password: null, ...(isKept ? {} : { token: token || null }) }, errors };
}

function acceptBasic({ username, password }: NonNullable<NewAuth>, current: HttpAuth | undefined): AcceptedAuth {
  const errors: FieldError[] = [];
  const before = current?.type === 'BASIC' ? current : undefined;
  const name = username ?? before?.username ?? '';
  // RFC 7617 §2: the first colon ends the user name.
  if (!name || name.includes(':'))
    errors.push({ path: 'auth.username', message: 'is needed for BASIC, without a colon' });
  const isKept = password == null && before !== undefined;
  const hasPassword = isKept ? before.hasPassword : Boolean(password);
  const secrets = { token: null, ...(isKept ? {} : { password: password || null }) };
  return { auth: { type: 'BASIC', username: name, hasPassword }, secrets, errors };
}
