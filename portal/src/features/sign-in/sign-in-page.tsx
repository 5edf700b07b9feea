'use client';

import { useState } from 'react';
import { Entrance } from './entrance';
import { OneTimeCodeForm } from './one-time-code-form';
import { type Credentials, PasswordForm } from './password-form';

/** Sign-in: organisation, address and password; then a code, where the account asks for one. */
export function SignInPage() {
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  if (credentials) {
    return (
      <Entrance title="One more step" text="Your account is protected by a second factor.">
        <OneTimeCodeForm credentials={credentials} onBack={() => setCredentials(null)} />
      </Entrance>
    );
  }
  return (
    <Entrance title="Sign in">
      <PasswordForm onCodeNeeded={setCredentials} />
    </Entrance>
  );
}
