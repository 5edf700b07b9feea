import { ApiError, dataOf } from '../api/api-error';

interface SignInInput {
  tenantSlug: string;
  email: string;
  password: string;
  oneTimeCode?: string;
}

interface SignUpInput {
  tenantName: string;
  tenantSlug: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
}

export const signIn = (input: SignInInput) => post('sign-in', input);
export const signUp = (input: SignUpInput) => post('sign-up', input);
export const signOut = () => post('sign-out', {});

/** Asks the portal's own server, which keeps the session in a cookie that pages cannot read. Throws ApiError. */
async function post(act: 'sign-in' | 'sign-up' | 'sign-out', input: object): Promise<void> {
  const answer = await fetch(`/api/session/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new ApiError({ message: 'The portal cannot be reached. Are you online?', extensions: { code: 'OFFLINE' } });
  });
  dataOf(await answer.json());
}
