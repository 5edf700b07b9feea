'use client';

import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { FormProblem } from '@/components/form-problem';
import { LinkText } from '@/components/link-text';
import { ApiError } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { signIn } from '@/lib/session';
import { enter } from './enter';

export interface Credentials {
  tenantSlug: string;
  email: string;
  password: string;
}

export function PasswordForm({ onCodeNeeded }: { onCodeNeeded: (credentials: Credentials) => void }) {
  const { form, submit, problem, isBusy } = useApiForm<Credentials & Record<string, unknown>>({
    initialValues: { tenantSlug: '', email: '', password: '' },
  });
  const act = async ({ tenantSlug, email, password }: Credentials) => {
    const credentials = { tenantSlug, email, password };
    try {
      await signIn(credentials);
      enter();
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== 'MFA_REQUIRED') throw error;
      onCodeNeeded(credentials);
    }
  };
  return (
    <form onSubmit={submit(act)} method="post">
      <Stack mt="md">
        <FormProblem problem={problem} />
        <TextInput
          label="Organisation"
          description="Its short name, as in acme"
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps('tenantSlug')}
          key={form.key('tenantSlug')}
        />
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps('email')}
          key={form.key('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        <Button type="submit" fullWidth loading={isBusy}>
          Sign in
        </Button>
        <Text size="sm" ta="center">
          New here?{' '}
          <LinkText href="/sign-up" underline="always">
            Create an organisation
          </LinkText>
        </Text>
      </Stack>
    </form>
  );
}
